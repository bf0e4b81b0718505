//! What is wrong with a bill or a statement, in both languages.
//!
//! Those who read files name defects in English, which is kept with the file. The English sentence
//! is the key of the Chinese one, as in any message catalogue; a sentence without one, such as what
//! an unpacker says, is quoted as it is.

use domain::text::LocalizedText;

/// English and Chinese; `{}` stands for what differs from case to case, in the same order.
const SENTENCES: &[(&str, &str)] = &[
    // Statements: `domain::statements`, `statements::check`.
    ("where number {} belongs stands number {}", "应为第 {} 号的地方是第 {} 号"),
    ("the amounts cannot be added up", "金额无法相加"),
    (
        "it claims {} sold for {}, {} back for {} and holds {} sold for {}, {} back for {}",
        "合计写明售出 {} 张共 {} 元、退回 {} 张共 {} 元，明细却是售出 {} 张共 {} 元、退回 {} 张共 {} 元",
    ),
    ("line {} has a negative amount", "第 {} 行金额为负"),
    ("line {} is of another cinema's order", "第 {} 行是其他影院的订单"),
    ("line {} is of another day", "第 {} 行是其他日期的"),
    ("line {} moves a ticket that it cannot move", "第 {} 行的票不可能有这样的变动"),
    ("it is headed as of cinema {}", "抬头写的影院是 {}"),
    ("it is headed as of {}", "抬头写的是 {}"),
    ("its heading cannot be read: {}", "抬头无法读取：{}"),
    ("there is no such day", "没有这一天"),
    // Bills as a whole: `bank_bills`, `gateways::bank`.
    ("its amounts cannot be added up", "金额无法相加"),
    ("… and more", "……还有更多"),
    ("there is a second file of its kind", "同类文件有两份"),
    ("it holds no file of transactions (ZM)", "其中没有交易明细文件（ZM）"),
    ("it is another merchant's", "是其他商户的"),
    ("it is another day's", "是其他日期的"),
    ("the archive exceeds {} bytes", "压缩包超过 {} 字节"),
    ("no zip archive: {}", "不是 zip 压缩包：{}"),
    ("it would unpack to more than {} bytes", "解压后会超过 {} 字节"),
    ("the archive holds more than {} files", "压缩包内的文件多于 {} 个"),
    ("it is encrypted", "已加密"),
    ("it is packed in a way that is not read here", "压缩方式不受支持"),
    ("it is packed more tightly than any bill", "压缩率高得不像账单"),
    ("it is cut off", "内容不完整"),
    ("the packed bytes are damaged", "压缩数据已损坏"),
    ("the file is longer than the archive says", "文件比压缩包写明的长"),
    ("the file is shorter than the archive says", "文件比压缩包写明的短"),
    ("the file's checksum is wrong", "文件校验和不符"),
    // Lines of bills.
    ("longer than {} bytes", "超过 {} 字节"),
    ("more than {} lines", "多于 {} 行"),
    ("{} bytes long where {} belong", "长 {} 字节，应为 {} 字节"),
    ("no blank after the column", "列后没有空格"),
    ("neither GBK nor UTF-8", "既不是 GBK 也不是 UTF-8"),
    ("more than letters and digits", "含有字母和数字以外的字符"),
    ("blank", "为空"),
    ("not {} digits", "不是 {} 位数字"),
    ("begins with neither C nor D", "不以 C 或 D 开头"),
    ("no time MMDDhhmmss", "不是 MMDDhhmmss 格式的时间"),
    ("{} is far from the bill's day", "{} 离账单日期太远"),
    ("another merchant's", "是其他商户的"),
    ("none of the transactions that we make", "不是平台会发起的交易类型"),
    ("{} fen where {} less a fee of {} makes {}", "写为 {} 分，而 {} 分减手续费 {} 分应为 {} 分"),
    // More of the same.
    ("{} ({} more)", "{}（另有 {} 处）"),
];

/// All that is wrong with a file, in one sentence.
pub fn said(problems: &[String]) -> LocalizedText {
    let chinese: Vec<String> = problems.iter().map(|problem| in_chinese(problem)).collect();
    LocalizedText::new(chinese.join("；"), problems.join("; "))
}

/// All that is wrong with a file, one by one.
pub fn listed(problems: &[String]) -> Vec<LocalizedText> {
    problems.iter().map(|problem| LocalizedText::new(in_chinese(problem), problem)).collect()
}

fn in_chinese(problem: &str) -> String {
    if let Some(found) = translated(problem) {
        return found;
    }
    // A defect of a bill says first where it is.
    let Some((place, why)) = problem.split_once(": ") else {
        return problem.to_owned();
    };
    let Some(why) = translated(why) else {
        return problem.to_owned();
    };
    let parts = place.split(", ").map(|part| match part.split_once(' ') {
        Some(("line", number)) => format!("第 {number} 行"),
        Some(("column", number)) => format!("第 {number} 列"),
        _ => part.to_owned(),
    });
    format!("{}：{why}", parts.collect::<Vec<_>>().join("，"))
}

fn translated(sentence: &str) -> Option<String> {
    SENTENCES.iter().find_map(|(english, chinese)| {
        let values = values_of(english, sentence)?;
        let mut text = String::new();
        let mut values = values.into_iter();
        for (place, part) in chinese.split("{}").enumerate() {
            if place > 0 {
                let value = values.next().unwrap_or_default();
                text.push_str(&translated(value).unwrap_or_else(|| value.to_owned()));
            }
            text.push_str(part);
        }
        Some(text)
    })
}

/// What stands in the places of a sentence; `None` when it is another sentence.
fn values_of<'a>(template: &str, sentence: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = template.split("{}");
    let mut rest = sentence.strip_prefix(parts.next()?)?;
    let mut values = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let (value, after) = if parts.peek().is_none() {
            (rest.strip_suffix(part)?, "")
        } else {
            rest.split_once(part)?
        };
        if value.is_empty() {
            return None;
        }
        values.push(value);
        rest = after;
    }
    rest.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::{SENTENCES, in_chinese, said};

    /// Where defects are named.
    const SOURCES: &[&str] = &[
        include_str!("../../domain/src/statements.rs"),
        include_str!("statements/check.rs"),
        include_str!("bank_bills/flow.rs"),
        include_str!("../../gateways/src/bank/unionpay/bill/archive.rs"),
        include_str!("../../gateways/src/bank/unionpay/bill/columns.rs"),
        include_str!("../../gateways/src/bank/unionpay/bill/mod.rs"),
        include_str!("../../gateways/src/bank/unionpay/bill/transaction.rs"),
    ];

    #[test]
    fn every_sentence_is_one_that_is_said_and_has_its_places() {
        for (english, chinese) in SENTENCES {
            let places = |text: &str| text.matches("{}").count();
            assert_eq!(places(english), places(chinese), "{english}");
            for part in english.split("{}").map(str::trim).filter(|part| part.len() > 9) {
                let is_said = SOURCES.iter().any(|source| source.contains(part));
                assert!(is_said, "nobody says {part:?} any more");
            }
        }
    }

    /// Sentences in calls that name a defect of a bill.
    #[test]
    fn every_defect_of_a_bill_has_its_chinese() {
        let mut count = 0;
        for source in SOURCES.iter().skip(3) {
            for call in ["Fault::at(", "Fault::whole(", "BillDefect::new(", "damaged(", "defect("] {
                for after in source.split(call).skip(1) {
                    let arguments = after.split(';').next().unwrap_or_default();
                    let Some((_, text)) = arguments.split_once('"') else { continue };
                    let text = text.split('"').next().unwrap_or_default();
                    let filled: String = text
                        .split('{')
                        .map(|part| {
                            part.split_once('}').map_or(part.to_owned(), |it| "7".to_owned() + it.1)
                        })
                        .collect();
                    assert_ne!(in_chinese(&filled), filled, "{text:?} has no Chinese");
                    count += 1;
                }
            }
        }
        assert!(count > 20, "{count}");
    }

    #[test]
    fn a_defect_says_where_it_is_and_how_many_there_are() {
        let problems = [
            "INN26112288ZM_7, line 3, column 7: not 12 digits".to_owned(),
            "line … has a negative amount (3 more)".to_owned(),
            "it claims 1 sold for 9.00, 0 back for 0.00 and holds 2 sold for 8.00, 0 back for 0.00"
                .to_owned(),
            "something else: quite new".to_owned(),
        ];
        let text = said(&problems);
        assert_eq!(
            text.zh,
            "INN26112288ZM_7，第 3 行，第 7 列：不是 12 位数字；第 … 行金额为负（另有 3 处）；合计写明售出 \
             1 张共 9.00 元、退回 0 张共 0.00 元，明细却是售出 2 张共 8.00 元、退回 0 张共 0.00 \
             元；something else: quite new"
        );
        assert_eq!(text.en, problems.join("; "));
    }
}
