//! What is wrong with a bill, a statement, the books or a cinema's data, in both languages.
//!
//! Those who read them name defects in English, which is kept with what was read. The English
//! sentence is the key of the Chinese one, as in any message catalogue; a sentence without one,
//! such as what an unpacker says, is quoted as it is.

use domain::text::LocalizedText;

/// English and Chinese; `{}` stands for what differs from case to case, in the same order.
const SENTENCES: &[(&str, &str)] = &[
    // More of the same.
    ("{} ({} more)", "{}（另有 {} 处）"),
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
    // Rows of the books: `domain::ledger::verify`, `ledger::verify`.
    ("entry {} (chain number {}, {})", "分录 {}（链号 {}，{}）"),
    ("entry {} ({})", "分录 {}（{}）"),
    ("journal {}", "凭证 {}"),
    ("chain number {}", "链号 {}"),
    ("seal {} ({})", "第 {} 号封存（{}）"),
    ("seal {}", "第 {} 号封存"),
    ("checkpoint of {}", "{} 的检查点"),
    // What is wrong with them.
    ("missing; the chain goes on with number {}", "缺失；链上接着的是第 {} 号"),
    ("missing; {} knows the chain up to number {}", "缺失；{}记着链有到第 {} 号"),
    ("the entry that it refers to is gone", "它所指的分录不见了"),
    ("its journal is gone", "其凭证不见了"),
    ("it contradicts its journal", "与其凭证矛盾"),
    ("a column of its entry cannot be read", "其分录有一列无法读取"),
    (
        "it is not what was chained: it or its journal was changed",
        "与入链时不符：它或其凭证被改动过",
    ),
    ("its chain hash does not follow from the one before", "其链哈希与前一条接不上"),
    ("it stands among the entries of {}", "它夹在 {} 的分录之间"),
    ("its journal does not begin with sequence 1", "其凭证不是从序号 1 开始"),
    ("it contradicts the entry before in the same journal", "与同一凭证的前一条分录矛盾"),
    ("it is not the next in its journal", "不是其凭证的下一条分录"),
    ("a word of it has characters that no word of the books has", "有账本不会使用的字符"),
    ("it names an account that is not in the chart", "科目不在科目表内"),
    ("debit and credit are the same account", "借方与贷方是同一科目"),
    ("its amount is not positive", "金额不是正数"),
    (
        "the chain had another hash at number {}: something up to there was changed",
        "链在第 {} 号处曾有另一个哈希：到此为止有内容被改动过",
    ),
    ("missing; the seals go on with number {}", "缺失；接着的是第 {} 号封存"),
    ("missing; {} knows it", "缺失；{}记着它"),
    ("the day to be sealed is {}", "应封存的日期是 {}"),
    ("it does not follow the seal before", "与前一个封存接不上"),
    (
        "it closed {} entries up to chain number {}, and there are {} up to {}",
        "封存时有 {} 条分录、到链号 {}，现在有 {} 条、到 {}",
    ),
    ("the day's entries are not the ones that it closed", "当日分录与封存时不同"),
    ("it knows another {}", "它记着另一个{}"),
    (
        "it closes chain number {} and seal {}, and what was read ends at {} and {}",
        "它记着链号 {}、第 {} 号封存，读到的却止于 {} 和 {}",
    ),
    ("its signature is wrong", "签名不对"),
    (
        "it is signed with key {}, which is not one of those given",
        "由密钥 {} 签名，不在可信的密钥之内",
    ),
    ("it was added after its day was sealed", "在当日封存之后才加入"),
    ("it has no entries", "没有分录"),
    (
        "its day is over and it is not in the chain: see why `chain_ledger` or `seal_ledger` of \
         the server stand still",
        "其日期已过却不在链中：请查服务器的 `chain_ledger` 或 `seal_ledger` 为何停住",
    ),
    // A cinema's data: `domain::feed`, `cinemas`.
    ("a seat code", "座位代码"),
    ("a row", "排"),
    ("a seat", "座"),
    ("a coordinate", "坐标"),
    ("a section's or zone's id", "区域代码"),
    ("a section's or zone's name", "区域名称"),
    ("a door's label", "出入口名称"),
    ("the session code", "场次代码"),
    ("the session's version", "场次版本"),
    ("the screen code", "影厅代码"),
    ("the plan's version", "座位图版本"),
    ("the name", "名称"),
    ("the title", "片名"),
    ("the synopsis", "简介"),
    ("a person's name", "人名"),
    ("the year of release", "上映年份"),
    ("the number of people", "人数"),
    ("the address", "地址"),
    ("the phone number", "电话"),
    ("the latitude", "纬度"),
    ("the longitude", "经度"),
    ("films", "影片"),
    ("screens", "影厅"),
    ("sessions", "场次"),
    ("is there twice", "出现了两次"),
    ("more is wrong than is written down", "还有更多问题，未逐条记下"),
    ("more is wrong", "还有更多问题"),
    ("{} more cannot be read", "另有 {} 条无法读取"),
    (
        "{} {} at once; those after the first {} are left out",
        "一次送来 {} 条{}，前 {} 条以后的未采用",
    ),
    ("the cinema's clock is {} s off", "影院时钟相差 {} 秒"),
    ("the cinema's own zone is unknown", "影院的时区未知"),
    ("the system describes a cinema of another code", "系统报的是另一代码的影院"),
    ("a film code is 12 letters and digits", "影片编码应为 12 位字母和数字"),
    ("country is not ISO 3166-1 alpha-2", "国家不是 ISO 3166-1 两位代码"),
    ("hall type {} is unknown; shown as standard", "影厅类型 {} 未知，按普通厅显示"),
    (
        "the seat plan in force did not come, or was not believed",
        "在用的座位图没有送来，或未被采信",
    ),
    (
        "a version that is in use came with other seats; the first one stays",
        "在用的座位图版本送来了不同的座位，仍用原来的",
    ),
    ("the plan is of no known screen", "座位图所属的影厅未知"),
    ("the plan is another screen's", "座位图是另一影厅的"),
    ("there is no screen {}", "没有影厅 {}"),
    ("there is no film {}", "没有影片 {}"),
    ("version {} of the hall's plan is not known", "影厅座位图第 {} 版未知"),
    ("version {} came after version {}; it was left out", "第 {} 版晚于第 {} 版送来，未采用"),
    (
        "what customers choose by changed, and the version did not",
        "顾客据以选择的内容变了，版本却没有变",
    ),
    ("it has not happened yet", "时间在将来"),
    ("the platform sold no such ticket of this cinema", "平台没有售出过本影院的这张票"),
    ("the ticket was taken back before", "这张票此前已退"),
    ("it ends before it starts", "散场早于开场"),
    ("it takes longer than a day", "时长超过一天"),
    ("it starts in more than 400 days", "开场在 400 天以后"),
    ("sales stop after its end", "停售晚于散场"),
    ("sales stop more than a month before it starts", "停售比开场早一个月以上"),
    ("{} does not fit a start at {} local time", "营业日 {} 与当地开场时间 {} 不符"),
    ("another currency than the cinema's", "币种与影院的不同"),
    ("an amount of {} is out of all reason", "金额 {} 不合情理"),
    ("the seat plan has no zone {}", "座位图没有价区 {}"),
    ("zone {} costs {}, less than the lowest price {}", "价区 {} 票价 {}，低于最低价 {}"),
    ("zone {} costs nothing", "价区 {} 不收钱"),
    ("zone {} of the seat plan has no price", "座位图的价区 {} 没有价格"),
    ("{} is no time zone of the IANA database", "{} 不是 IANA 时区"),
    ("more than 200 sections, zones and doors", "区域、价区和出入口超过 200 个"),
    // Seat plans: `domain::seating`.
    ("seat {}: {}", "座位 {}：{}"),
    ("a plan has 1 to {} seats, not {}", "座位图应有 1 至 {} 个座位，而不是 {} 个"),
    ("no seat can be sold", "没有可售的座位"),
    ("two sections or zones have the id {}", "两个区域同用代码 {}"),
    ("seat code {} is used twice", "座位代码 {} 用了两次"),
    ("row {} has two seats {}", "{} 排有两个 {} 座"),
    ("section {} is not listed", "区域 {} 未列出"),
    ("zone {} is not listed", "价区 {} 未列出"),
    ("coordinates are not negative", "坐标不能为负"),
    ("coordinates are at most {}", "坐标最大为 {}"),
    (
        "a seat code, a row and a seat have 1 to {} visible characters",
        "座位代码、排和座应为 1 至 {} 个可见字符",
    ),
    ("the screen or a door lies outside the hall", "银幕或出入口在影厅之外"),
    (
        "ids of sections and zones have 1 to {} characters, names some more",
        "区域和价区的代码应为 1 至 {} 个字符，名称可稍长",
    ),
    ("the seat overlaps seat {}", "与座位 {} 重叠"),
    (
        "a love seat names its other half, a neighbour in the same row that names it back",
        "情侣座应与同排相邻的另一半互相指明",
    ),
    ("a companion place stands beside a wheelchair place", "陪同席应在轮椅席旁边"),
    // What begins with a name comes last: it fits much.
    ("{} is not 1 to {} printable ASCII characters", "{}应为 1 至 {} 个可见 ASCII 字符"),
    ("{} is blank", "{}为空"),
    ("{} has more than {} characters", "{}超过 {} 个字符"),
    ("{} has control characters in it", "{}含有控制字符"),
    ("{} is no word that the platform knows", "{} 的取值平台不认识"),
    ("{} is {}, not {} to {}", "{}：{}，应在 {} 至 {} 之间"),
    ("{} is unknown", "{} 未知"),
];

/// All that is wrong with a file, in one sentence.
pub fn said(problems: &[String]) -> LocalizedText {
    let chinese: Vec<String> = problems.iter().map(|problem| in_chinese(problem)).collect();
    LocalizedText::new(chinese.join("；"), problems.join("; "))
}

/// One thing that is wrong, or where.
pub fn one(problem: &str) -> LocalizedText {
    LocalizedText::new(in_chinese(problem), problem)
}

/// All that is wrong with a file, one by one.
pub fn listed(problems: &[String]) -> Vec<LocalizedText> {
    problems.iter().map(|problem| one(problem)).collect()
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

    /// Where defects of bills and statements are named.
    const SOURCES: &[&str] = &[
        include_str!("../../domain/src/statements.rs"),
        include_str!("statements/check.rs"),
        include_str!("bank_bills/flow.rs"),
        include_str!("../../gateways/src/bank/unionpay/bill/archive.rs"),
        include_str!("../../gateways/src/bank/unionpay/bill/columns.rs"),
        include_str!("../../gateways/src/bank/unionpay/bill/mod.rs"),
        include_str!("../../gateways/src/bank/unionpay/bill/transaction.rs"),
    ];

    /// Where defects of the books are named.
    const OF_BOOKS: &[&str] = &[
        include_str!("../../domain/src/ledger/entry.rs"),
        include_str!("../../domain/src/ledger/verify.rs"),
        include_str!("ledger/chain.rs"),
        include_str!("ledger/verify.rs"),
    ];

    /// Where defects of a cinema's data are named.
    const OF_CINEMAS: &[&str] = &[
        include_str!("../../domain/src/feed.rs"),
        include_str!("cinemas/pull.rs"),
        include_str!("cinemas/intake/cinema.rs"),
        include_str!("cinemas/intake/films.rs"),
        include_str!("cinemas/intake/mod.rs"),
        include_str!("cinemas/intake/screens.rs"),
        include_str!("cinemas/intake/sessions.rs"),
        // Much of these is about something else.
        include_str!("../../domain/src/seating.rs"),
        include_str!("cinemas/findings.rs"),
        include_str!("cinemas/push.rs"),
    ];

    /// A source with texts that go over several lines put together.
    fn unbroken(source: &str) -> String {
        let mut lines = source.split("\\\n");
        let first = lines.next().unwrap_or_default().to_owned();
        lines.fold(first, |text, line| text + line.trim_start())
    }

    /// The first text of what follows each of these words, up to the semicolon, with a number in
    /// its places.
    fn texts_after(source: &str, words: &[&str]) -> Vec<String> {
        let mut texts = Vec::new();
        for after in words.iter().flat_map(|word| source.split(word).skip(1)) {
            let Some((before, text)) = after.split_once('"') else { continue };
            if before.contains(';') {
                continue;
            }
            let text = text.split('"').next().unwrap_or_default();
            let parts = text.split('{').map(|part| {
                part.split_once('}').map_or(part.to_owned(), |it| "7".to_owned() + it.1)
            });
            texts.push(parts.collect());
        }
        texts
    }

    #[test]
    fn every_sentence_is_one_that_is_said_and_has_its_places() {
        let sources: Vec<String> =
            [SOURCES, OF_BOOKS, OF_CINEMAS].concat().into_iter().map(unbroken).collect();
        for (english, chinese) in SENTENCES {
            let places = |text: &str| text.matches("{}").count();
            assert_eq!(places(english), places(chinese), "{english}");
            for part in english.split("{}").map(str::trim).filter(|part| part.len() > 9) {
                let is_said = sources.iter().any(|source| source.contains(part));
                assert!(is_said, "nobody says {part:?} any more");
            }
        }
    }

    /// Sentences in calls that name a defect of a bill.
    #[test]
    fn every_defect_of_a_bill_has_its_chinese() {
        let words = ["Fault::at(", "Fault::whole(", "BillDefect::new(", "damaged(", "defect("];
        let texts: Vec<_> =
            SOURCES.iter().skip(3).flat_map(|source| texts_after(source, &words)).collect();
        for text in &texts {
            assert_ne!(in_chinese(text), *text, "no Chinese");
        }
        assert!(texts.len() > 20, "{texts:?}");
    }

    #[test]
    fn every_defect_of_the_books_has_its_chinese() {
        // What is wrong with a file that was carried out is told by the command line alone.
        let others = ["SELECT ", "version 7 is not", "the archive ", "line "];
        let words = ["wrong(", "let what = ", "Finding::new(", "Broken(", "Some(", "let row = "];
        let texts: Vec<_> =
            OF_BOOKS.iter().flat_map(|source| texts_after(&unbroken(source), &words)).collect();
        for text in &texts {
            let is_another = text.is_empty() || others.iter().any(|start| text.starts_with(start));
            assert!(is_another || in_chinese(text) != *text, "{text:?} has no Chinese");
        }
        assert!(texts.len() > 30, "{texts:?}");
    }

    #[test]
    fn every_defect_of_a_cinemas_data_has_its_chinese() {
        let words = ["Fault::new(", "let detail = ", "wrong("];
        let names = ["check_name(", "check_text(", "check_code(", "check_number("];
        let seating = OF_CINEMAS[7].split("pub enum PlanFault").nth(1).unwrap_or_default();
        let seating = seating.split("impl PlanFault").next().unwrap_or_default();
        let mut texts = texts_after(seating, &["#[error("]);
        for source in &OF_CINEMAS[..7] {
            let source = unbroken(source);
            texts.extend(texts_after(&source, &words));
            texts.extend(texts_after(&source, &names));
        }
        // What is all put together, and names that are those of the interface.
        let is_another =
            |text: &str| !text.contains(|it: char| it.is_ascii_lowercase()) || text.contains('_');
        for text in texts.iter().filter(|text| !is_another(text)) {
            assert!(in_chinese(text) != *text, "{text:?} has no Chinese");
        }
        assert!(texts.len() > 60, "{texts:?}");
    }

    #[test]
    fn a_defect_says_where_it_is_and_how_many_there_are() {
        let problems = [
            "INN26112288ZM_7, line 3, column 7: not 12 digits".to_owned(),
            "line … has a negative amount (3 more)".to_owned(),
            "it claims 1 sold for 9.00, 0 back for 0.00 and holds 2 sold for 8.00, 0 back for 0.00"
                .to_owned(),
            "something else: quite new".to_owned(),
            "seat \"A1\": row \"3\" has two seats \"7\" (2 more)".to_owned(),
            "the synopsis has more than 4000 characters".to_owned(),
            "max_seats_per_lock is 0, not 1 to 100".to_owned(),
        ];
        let text = said(&problems);
        assert_eq!(
            text.zh,
            [
                "INN26112288ZM_7，第 3 行，第 7 列：不是 12 位数字",
                "第 … 行金额为负（另有 3 处）",
                "合计写明售出 1 张共 9.00 元、退回 0 张共 0.00 元，明细却是售出 2 张共 8.00 元、退回 0 张共 0.00 元",
                "something else: quite new",
                "座位 \"A1\"：\"3\" 排有两个 \"7\" 座（另有 2 处）",
                "简介超过 4000 个字符",
                "max_seats_per_lock：0，应在 1 至 100 之间",
            ]
            .join("；")
        );
        assert_eq!(text.en, problems.join("; "));
    }
}
