"""gongkai: one YAML spec in, the whole 部门预算信息公开 document out."""

__version__ = "0.1.0"
