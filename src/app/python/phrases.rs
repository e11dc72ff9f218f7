//! What the editor says: it asks for each by words of its own, which stand first. A `$` stands for a number.

/// Its own words, where the page writes them otherwise.
pub const EN: &[(&str, &str)] = &[
    ("next", "Next"),
    ("previous", "Previous"),
    ("all", "Select all"),
    ("match case", "Match case"),
    ("regexp", "Regular expression"),
    ("by word", "Whole word"),
    ("replace", "Replace"),
    ("replace all", "Replace all"),
    ("close", "Close"),
    ("go", "Go"),
];

/// All of them in Chinese.
pub const ZH: &[(&str, &str)] = &[
    ("Find", "查找"),
    ("Replace", "替换为"),
    ("next", "下一个"),
    ("previous", "上一个"),
    ("all", "全选"),
    ("match case", "区分大小写"),
    ("regexp", "正则表达式"),
    ("by word", "全词匹配"),
    ("replace", "替换"),
    ("replace all", "全部替换"),
    ("close", "关闭"),
    ("current match", "当前匹配项"),
    ("on line", "所在行："),
    ("replaced match on line $", "已替换第 $ 行的匹配项"),
    ("replaced $ matches", "已替换 $ 处匹配项"),
    ("Go to line", "转到行"),
    ("go", "转到"),
    ("Selection deleted", "已删除所选内容"),
    ("Control character", "控制字符"),
];
