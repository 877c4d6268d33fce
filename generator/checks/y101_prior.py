"""上年文件不对

查什么：“上年”所指的文件应是本部门上一年度的文件。
为什么：比上年增减以它为基数，年度或部门不对则全部增减数都错。
出错的例子：2024 年的文件，上年写了 2022.yaml。
怎么改：改“上年”，或改那个文件里的年度、部门。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.diagnostic import Diagnostic, error
from generator.model.spec import Spec

CODE = "Y101"
TITLE = "上年文件不对"


def find_prior(spec: Spec, prior: Spec) -> Iterator[Diagnostic]:
    """What is wrong with last year's file for this spec."""
    assert spec.prior is not None
    place = spec.prior.span
    if spec.year_number and prior.year_number and prior.year_number != spec.year_number - 1:
        message = f"“上年”文件的年度是 {prior.year}，应当是 {spec.year_number - 1}。"
        yield error(CODE, place, message, "请改成上一年度的文件。", prior.year.span)
    if spec.department.code and prior.department.code:
        if spec.department.code.value != prior.department.code.value:
            message = (
                f"“上年”文件的部门代码是 {prior.department.code}，本文件是 {spec.department.code}。"
            )
            yield error(CODE, place, message, "请检查是否选错了文件。", prior.department.code.span)
