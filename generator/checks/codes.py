"""What each code means that no check module explains: its fault and what to do about it.

The letter of a code tells where it comes from: S reading, B codes and names, N texts, W waivers,
V files edited by hand, D files that are made, C comparing two specs, E editing one. A check
explains itself; a pack's own codes stand in the pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checks import x202_equal, x205_counterparts, x301_bounds
from generator.checks.registry import CHECKS
from generator.model.pack import BoundRule, EqualRule, Pack

HEADINGS = ("查什么：", "为什么：", "出错的例子：", "怎么改：")
OWN = "模板规定的核对"

# Code: what is wrong, what to do.
MEANINGS: Mapping[str, tuple[str, str]] = {
    "S101": ("没有这个文件，或读不出来", "检查文件名、路径、权限"),
    "S102": ("文件太大，不像手工编写的", "检查是否选错了文件"),
    "S103": ("不是 UTF-8 编码", "在编辑器里另存为 UTF-8"),
    "S104": ("有看不见的控制字符", "删去那个字，重新输入"),
    "S105": ("YAML 语法不对", "对照上一行检查缩进、冒号后的空格，引号和括号是否成对"),
    "S106": ("行首用了 Tab", "改成空格"),
    "S107": ("用了全角冒号", "改成半角冒号加空格"),
    "S108": ("同一个键（或编码）写了两次", "只留一处"),
    "S109": (
        "用了 YAML 的锚点、引用、标签或单写的键（“&”、“*”、“!”、“?”）",
        "直接写出内容；以这些符号开头的文字加引号",
    ),
    "S110": ("嵌套太深", "检查缩进和括号"),
    "S111": ("形状不对：该分行写的写成了一句，或反过来", "照第五节的例子写"),
    "S112": ("没有这个键，或没有这种资金来源", "按“是不是”的提示改；检查缩进是否跑到别的一节"),
    "S113": ("缺少必须写的键，或没有填", "补上"),
    "S114": ("金额不是数字", "只写半角数字，最多两位小数，不带单位和逗号，不小于 0"),
    "S115": ("数量或百分比不对", "数量只写数字；百分比写“40%”，不超过 100%"),
    "S116": ("这里只能写规定的几个词，或年度不是四位数字", "按提示改"),
    "S117": ("文件不在项目文件夹里", "把它放到本文件旁边"),
    "S118": ("文件是空的，或里面有多份内容", "写上内容；删去多余的“---”"),
    "S119": (
        "还有没填的数、没核对的文字或没确认的项目",
        "用“gongkai todo”逐处查看；要先看一看的用“gongkai build --draft”",
    ),
    "S201": ("没有这个模板", "改“模板”；自己的模板放在“templates/”"),
    "B101": ("科目的编码位数不对", "功能科目 7 位，经济科目 5 位，写到最末一级"),
    "B102": ("没有这一类科目", "对照科目目录检查编码"),
    "B103": ("警告：目录里没有这个科目", "核对编码；确有此科目时，在“科目名称”里写出名称"),
    "B104": ("单位不在“所属单位”里", "写得与“所属单位”中的名称一样"),
    "B105": ("补充数、国有资产、文字、增减原因、批复数、合计数里没有这个名称", "按提示改名"),
    "B106": ("“文字”里缺少模板要求的一项", "补上；没有内容写“无”"),
    "B107": ("项目、项目的编码或所属单位写了两次", "改名，或删去一处"),
    "B108": ("有几个所属单位，而项目没有写是哪一个的", "写“所属单位”"),
    "B109": ("项目有几种资金来源，而采购品目没有写用哪一种", "写“资金来源”和“单价”"),
    "B110": ("有明细的文件又写了“合计数”，它不起作用", "删去“合计数”"),
    "B111": ("没有填任何支出", "填写基本支出和项目"),
    "B112": ("增减原因里写的项目或科目不存在，或在这个数里两年都没有钱", "按“是不是”的提示改"),
    "B113": ("增减原因的一条写得不对", "每条写“项目”、“科目”、“其余”中的一个，“其余”只有一条"),
    "B114": ("增减原因的一条没有金额，而上年没有明细，算不出来", "写“增加: 金额”或“减少: 金额”"),
    "B115": ("模板没有规定逐条的原因怎样写成句子", "把原因写成一段文字"),
    "B116": ("增减原因的两条说的有同一笔钱", "只留一条，或写得不重叠"),
    "B201": ("模板用到了不存在的数", "交给维护模板的人"),
    "B202": ("模板的一张表里有两行（列）同名", "交给维护模板的人"),
    "B203": ("模板的一张表里没有所引用的行（列）", "交给维护模板的人"),
    "B204": ("模板的文件顺序里写了不存在的表", "交给维护模板的人"),
    "B205": ("模板里换了编码的科目写得不对：没有新编码，或新编码不是同一种", "交给维护模板的人"),
    "N101": ("“{{ }}”里的名称不存在", "按“是不是”的提示改"),
    "N102": ("“{{ }}”的写法不对，或用了不允许的写法", "照第六节写；不能做加减，括号和引号要成对"),
    "N103": ("这段文字生成不出来", "按提示改；“{{ }}”要写到具体的一项"),
    "N104": (
        "这里的引用不会变成数，会照样印出来",
        "名称、编码和“共用”的内容要直接写出；引用用两个半角花括号",
    ),
    "W501": ("警告：豁免没有用到", "删去这一条豁免，或改正“代码”和“对象”"),
    "W502": ("这个代号不能豁免", "改正所提示的内容；只有核对发现的问题可以豁免"),
    "W503": ("警告：豁免已经过了“截止”的日期", "改正问题，或重新核实后改“截止”"),
    "V601": ("不是 Word（.docx）文件，也不是 PDF", "另存为 .docx 或 PDF"),
    "V602": ("文件有密码", "去掉密码后再核对"),
    "V603": ("文件打不开、读不出来，或太大", "重新保存，或换一份完整的文件"),
    "V604": ("PDF 里没有文字，像是扫描件", "用直接生成的 PDF，不用扫描的"),
    "V605": ("是另一份文件：别的年度，或别的部门", "检查是否选错了文件"),
    "V606": ("警告：Word 里有尚未接受的修订", "接受或拒绝全部修订后再核对一次"),
    "V607": ("警告：文本框里的文字没有核对", "自行核对，或把文字移到正文里"),
    "V608": ("警告：文件里只有一部分内容", "用自己的 Word 文件生成的，可能本来如此；否则重新生成"),
    "V611": ("印出的数与数据不一致", "改 YAML 文件后重新生成，或把这个数改回来"),
    "V612": ("文字与数据不一致", "要保留的改动写进 YAML 文件，重新生成"),
    "V613": ("多出来的内容", "要保留的写进 YAML 文件，重新生成"),
    "V614": ("缺少的内容", "恢复它，或重新生成"),
    "V615": ("内容换了位置", "恢复次序，或重新生成"),
    "C801": ("要对比的两份文件不是同一个部门（部门代码不同）", "检查是否选错了文件"),
    "C802": ("要对比的两份文件用的不是同一地区的模板", "只对比同一地区各年度的文件"),
    "C803": ("前一份文件的年度比后一份还晚", "先写旧的，再写新的"),
    "C804": ("只写了一份文件，而它没有写“上年”", "写两份文件，或在文件里写“上年”"),
    "C805": ("只写了一份文件，而它的“上年”就是它自己", "把“上年”改成上一年度的文件"),
    "D501": ("Word 模板里的名称不存在", "按“是不是”的提示改 Word 文件"),
    "D502": ("Word 模板的占位符位置或写法不对；警告：缺少样式", "按提示改 Word 文件，见第九节"),
    "D503": ("Word 模板不能用：打不开、有密码、含宏、太大、引用了外面的文件", "另存为普通的 .docx"),
    "D504": ("生成的 Word 与数据不一致", "程序的错误，请把文件和这条信息交给维护人员"),
    "D601": ("缺少字体，排不了 PDF", "安装所列字体之一，见第十节"),
    "D602": ("没有字体能显示某个字", "改正这个字，或安装含有它的字体"),
    "D603": ("PDF 版式文件有错", "没有改过版式文件时，交给维护人员"),
    "D604": ("PDF 版式文件引用了外面的文件", "删去那一处"),
    "D701": (
        "写不进去",
        "关掉正打开这个文件的 Word、WPS；检查磁盘空间和文件夹；或用“--out”换一个文件夹",
    ),
    "D702": ("两个文件会写成同一个输出文件", "分开生成，或改文件夹名"),
    "D703": ("要写的地方已有别的文件，不是编辑器的提示文件", "换一个文件名；确实不要它了，先删去"),
    "E901": ("要改的文件在这期间被改动过，没有写入", "在编辑器里保存好，再运行一次"),
    "E902": ("路径在文件里找不到", "按“是不是”的提示改；“gongkai todo”列出的路径都可以用"),
    "E903": ("一个地方写了两个值", "只写一个"),
    "E904": ("要改的文件是链接，通到项目文件夹外面", "直接改那个文件，或把它复制到项目文件夹里"),
    "E911": ("要新建的文件已经有了", "先把它改名或移走，或用“--to”写成另一个文件"),
    "E912": ("只有“合计数”，不能用来做下一年的", "从写有明细的一年做起，或用“gongkai init”新建"),
    "E913": ("新的一年的文件不能写在这里", "写到上年的文件旁边，文件名以“.yaml”结尾"),
    "E914": ("警告：上年的文件还没有完成", "用“gongkai todo”查看；带到新文件里的上年数可能不全"),
    "E915": ("警告：更早的文件读不出，没有用来比较", "核对“上年”；不改也可以"),
    "E916": ("上年的文件做不出下一年的：年度到了 2099", "核对上年文件里的“年度”"),
    "E917": ("上年的文件名或文件夹名里有写不进“上年”的字符", "给它改一个普通的名字，再运行一次"),
    "E921": ("“增减原因”写在花括号里，放不进分行的原因", "改成分行写，再运行一次"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What is said of a code: its title, and the paragraphs of its manual page."""

    code: str
    title: str
    paragraphs: tuple[str, ...]


def page(code: str, pack: Pack | None = None) -> Page | None:
    """The page of a code; a code that only a pack gives needs the pack."""
    check = next((check for check in CHECKS if code == check.CODE), None)
    if check is not None:
        return Page(code, check.TITLE, tuple(paragraphs(check.__doc__ or "")))
    if code in MEANINGS:
        meaning, advice = MEANINGS[code]
        return Page(code, meaning, (f"怎么改：{advice}。",))
    bases = own_codes(pack).get(code, ()) if pack is not None else ()
    if bases:
        said = tuple(f"{HEADINGS[0]}{basis}。" for basis in bases)
        return Page(code, OWN, (*said, f"{HEADINGS[3]}请核对提示里的数。"))
    return None


def own_codes(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """The codes that a pack gives to rules of its own, each with the bases of those rules."""
    rules: tuple[EqualRule | BoundRule, ...]
    rules = (*pack.rule.equal, *pack.rule.counterparts, *pack.rule.bounds)
    found: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        if rule.code is not None:
            before = found.get(rule.code.value, ())
            found[rule.code.value] = (*before, rule.basis.value)
    return found


def found_by(code: str, pack: Pack) -> str:
    """The check that finds what has a code: that of the code, or the one of a pack's own rule."""
    rules: Mapping[str, tuple[EqualRule | BoundRule, ...]] = {
        x202_equal.CODE: pack.rule.equal,
        x205_counterparts.CODE: pack.rule.counterparts,
        x301_bounds.CODE: pack.rule.bounds,
    }
    own = (
        check for check in rules for rule in rules[check] if rule.code and rule.code.value == code
    )
    return next(own, code)


def codes(*packs: Pack) -> tuple[str, ...]:
    """Every code there is."""
    own = (code for pack in packs for code in own_codes(pack))
    return tuple(sorted({*MEANINGS, *(check.CODE for check in CHECKS), *own}))


def waivable(pack: Pack) -> frozenset[str]:
    """The codes a waiver may name: what checks find, the pack's own codes among them."""
    return frozenset((*(check.CODE for check in CHECKS), *own_codes(pack)))


def paragraphs(docstring: str) -> Iterator[str]:
    """The headed paragraphs of a check's docstring, each in one line."""
    _, _, body = docstring.strip().partition("\n\n")
    current = ""
    for line in body.splitlines():
        if line.startswith(HEADINGS) and current:
            yield current
            current = ""
        current += line.strip()
    if current:
        yield current
