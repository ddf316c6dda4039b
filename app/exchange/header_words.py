"""What people write over a column: header words in English, Japanese and Hindi, by the field they mean.

Compared after folding (`header_key`), so case, width, accents, punctuation and underscores do not count. A word may
stand under several fields ("Contact" is a name or a number): then what stands in the column decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.core.text import fold

_BREAKS = re.compile(r"[\s_\-‐–—./\\:;,*#&'\"“”()\[\]{}<>（）［］【】「」〈〉・：／|?!=+]+")

Words = Mapping[str, tuple[str, ...]]


def header_words(header: str) -> list[str]:
    """The folded words of a header, marks and brackets gone."""
    return _BREAKS.sub(" ", fold(header)).split()


def header_key(header: str) -> str:
    """A header as it is compared: its words in one piece ("E-Mail", "e mail" and "email" are one)."""
    return "".join(header_words(header))


_WAYS: Words = {
    "email": (
        *("e-mail", "email", "mail", "e-mail address", "email address", "email id", "mail id", "e mail", "emails"),
        *("mail address", "official email", "メール", "メールアドレス", "eメール", "電子メール", "ｅ－ｍａｉｌ"),
        *("ईमेल", "ई-मेल", "ईमेल पता", "मेल"),
    ),
    "mobile": (
        *("mobile", "mobile phone", "mobile number", "mobile no", "cell", "cellphone", "cell phone", "handphone"),
        *("携帯", "携帯電話", "携帯番号", "मोबाइल", "मोबाइल नंबर", "मोबाईल", "चल दूरभाष"),
    ),
    "phone": (
        *("phone", "telephone", "tel", "tel no", "telephone number", "phone number", "phone no", "office phone"),
        *("office telephone", "business phone", "work phone", "contact number", "contact no", "contact", "landline"),
        *("trunkline", "trunklines", "phones", "telephones", "switchboard", "office", "direct line"),
        *(
            "電話",
            "電話番号",
            "ｔｅｌ",
            "連絡先電話番号",
            "代表電話",
            "दूरभाष",
            "फोन",
            "फ़ोन",
            "टेलीफोन",
            "संपर्क",
            "संपर्क नंबर",
        ),
    ),
    "fax": ("fax", "fax number", "fax no", "business fax", "facsimile", "ファックス", "ｆａｘ番号", "ファクス", "फैक्स"),
    "address": (
        *("address", "postal address", "street", "street address", "office address", "business address", "location"),
        *(
            "delhi address",
            "permanent address",
            "mailing address",
            "住所",
            "所在地",
            "पता",
            "डाक पता",
            "कार्यालय का पता",
        ),
    ),
    "web": (
        *("website", "web", "web site", "url", "homepage", "home page", "web page", "internet", "web address"),
        *("ホームページ", "ウェブサイト", "ｈｐ", "वेबसाइट", "वेब पता"),
    ),
    "pa": ("personal assistant", "pa", "private office", "secretary phone", "秘書", "निजी सचिव"),
    "assistant_email": ("assistants e-mail", "assistant email", "secretary email", "pa email", "秘書メール"),
}

_COMMON: Words = {
    "country": ("country", "nationality", "country code", "国籍", "国", "国名", "देश", "राष्ट्रीयता", "नागरिकता"),
    "side": ("side", "delegation side", "側", "पक्ष"),
    "notes": (
        *("notes", "note", "remarks", "remark", "comment", "comments", "memo", "description", "additional information"),
        *("備考", "メモ", "摘要", "注記", "コメント", "टिप्पणी", "अभ्युक्ति", "टिप्पणियाँ", "विवरण"),
    ),
    "code": (
        *("code", "id", "identifier", "reference", "ref", "uid", "uuid", "record id", "管理番号", "コード", "कोड"),
        *("पहचान संख्या",),
    ),
}

PEOPLE: Words = {
    "name": (
        *("name", "full name", "person", "contact", "contact person", "contact name", "member", "member name"),
        *("name of member", "name of the member", "delegate", "participant", "participant name", "attendee"),
        *("representative", "name of participant", "name of official", "official", "minister", "ambassador"),
        *("name of person", "guest", "guest name", "head of mission", "display name", "fullname", "file as"),
        *(
            "氏名",
            "名前",
            "お名前",
            "御名前",
            "ご芳名",
            "芳名",
            "姓名",
            "担当者",
            "担当者名",
            "参加者",
            "参加者名",
            "出席者",
            "出席者名",
        ),
        *(
            "議員氏名",
            "議員名",
            "代表者",
            "代表者名",
            "नाम",
            "पूरा नाम",
            "व्यक्ति",
            "सदस्य",
            "सदस्य का नाम",
            "प्रतिभागी",
            "प्रतिनिधि",
        ),
        *("प्रतिभागी का नाम", "अधिकारी का नाम", "अधिकारी", "नाम पूरा"),
    ),
    "name_latin": (
        *(
            "ローマ字",
            "ローマ字氏名",
            "氏名ローマ字",
            "英字氏名",
            "英語名",
            "氏名英字",
            "氏名英語",
            "英文氏名",
            "ローマ字表記",
        ),
        *("english name", "name english", "name in english", "romaji", "romanised name", "romanized name", "name en"),
        *("name roman", "name latin", "latin name", "अंग्रेजी नाम", "नाम अंग्रेजी"),
    ),
    "name_ja": (
        *(
            "氏名漢字",
            "漢字",
            "漢字氏名",
            "氏名日本語",
            "日本語名",
            "name japanese",
            "name in japanese",
            "japanese name",
        ),
        *("name kanji", "name in kanji", "kanji", "kanji name", "name ja"),
    ),
    "name_hi": (
        *(
            "name hindi",
            "name in hindi",
            "hindi name",
            "name hi",
            "name devanagari",
            "हिंदी नाम",
            "हिन्दी नाम",
            "नाम हिंदी",
        ),
        *("नाम हिन्दी", "नाम हिंदी में", "ヒンディー語名"),
    ),
    "name_other": (
        *(
            "other name",
            "other names",
            "native name",
            "alternative name",
            "alias",
            "aliases",
            "known as",
            "also known as",
        ),
        *(
            "name native",
            "name ko",
            "name cn",
            "name zh",
            "name kr",
            "former name",
            "nickname",
            "別名",
            "通称",
        ),
        *("旧姓", "अन्य नाम", "उपनाम"),
    ),
    "reading": (
        *(
            "フリガナ",
            "ふりがな",
            "カナ",
            "かな",
            "読み",
            "よみ",
            "読み方",
            "ヨミガナ",
            "よみがな",
            "読み仮名",
            "氏名カナ",
            "氏名かな",
        ),
        *(
            "カナ氏名",
            "氏名フリガナ",
            "氏名ふりがな",
            "名前カナ",
            "議員氏名読み方",
            "reading",
            "kana",
            "furigana",
            "phonetic name",
            "yomi",
        ),
        *("name kana", "name reading", "pronunciation", "उच्चारण"),
    ),
    "family": (
        *("family name", "last name", "surname", "family", "lastname", "familyname", "name family", "last"),
        *("姓", "苗字", "名字", "氏", "姓漢字", "कुलनाम", "उपनाम कुलनाम", "सरनेम"),
    ),
    "given": (
        *("given name", "first name", "forename", "given", "firstname", "givenname", "given names", "first names"),
        *("name given", "first", "名", "名漢字", "प्रथम नाम", "दिया गया नाम", "मूल नाम"),
    ),
    "middle": ("middle name", "middle", "additional name", "middle names", "ミドルネーム", "मध्य नाम"),
    "family_reading": (
        "姓カナ",
        "姓フリガナ",
        "姓かな",
        "セイ",
        "せい",
        "姓ふりがな",
        "phonetic last name",
        "yomi last name",
    ),
    "given_reading": (
        "名カナ",
        "名フリガナ",
        "名かな",
        "メイ",
        "めい",
        "名ふりがな",
        "phonetic first name",
        "yomi first name",
    ),
    "honorific": (
        *("honorific", "prefix", "salutation", "courtesy title", "mr ms", "mr mrs", "name prefix", "honorific prefix"),
        *("form of address", "敬称", "संबोधन", "आदरसूचक", "सम्मानसूचक"),
    ),
    "suffix": ("suffix", "name suffix", "honorific suffix", "post nominals"),
    "script": ("script", "name script", "文字", "लिपि"),
    "order": ("name order", "order of name", "氏名の順", "नाम क्रम"),
    "lang": ("name language", "language of name"),
    "title": (
        *("title", "job title", "designation", "position", "post", "role", "function", "rank", "office held", "job"),
        *("titles", "position title", "occupation", "rank title", "appointment", "post name"),
        *(
            "役職",
            "肩書",
            "肩書き",
            "職名",
            "役職名",
            "役職肩書",
            "職位",
            "官職",
            "お役職",
            "現職",
            "पदनाम",
            "पद",
            "ओहदा",
            "पद का नाम",
        ),
    ),
    "title_en": ("title english", "title in english", "title en", "英文役職", "役職英語", "役職英文", "अंग्रेजी पदनाम"),
    "title_ja": ("title japanese", "title in japanese", "title ja", "役職日本語", "和文役職"),
    "title_hi": ("title hindi", "title in hindi", "title hi", "पदनाम हिंदी", "हिंदी पदनाम"),
    "organisation": (
        *("organisation", "organization", "company", "company name", "name of company", "employer", "ministry"),
        *("agency", "institution", "affiliation", "embassy", "body", "institute", "firm", "organisation name"),
        *("organization name", "organisations", "office name", "name of organisation", "name of organization"),
        *("ministry department", "company organisation", "group", "party", "party name", "faction", "political party"),
        *(
            "会社名",
            "会社",
            "企業名",
            "企業",
            "所属",
            "所属機関",
            "所属先",
            "所属名",
            "機関名",
            "機関",
            "組織",
            "組織名",
            "団体名",
            "団体",
        ),
        *(
            "勤務先",
            "省庁",
            "御社名",
            "貴社名",
            "会派",
            "所属会派",
            "संगठन",
            "संस्था",
            "मंत्रालय",
            "कंपनी",
            "संगठन का नाम",
            "कार्यालय",
        ),
        *("कंपनी का नाम", "दल", "पार्टी"),
    ),
    "department": (
        *("department", "division", "section", "unit", "bureau", "department name", "office division", "dept"),
        *("部署", "部署名", "部課", "部門", "課", "局", "部局", "所属部署", "विभाग", "अनुभाग", "प्रभाग"),
    ),
    "languages": ("languages", "language", "language spoken", "言語", "使用言語", "भाषा", "भाषाएँ", "भाषाएं"),
    "held_from": (
        *(
            "from",
            "start date",
            "since",
            "term start",
            "term start date",
            "held from",
            "in post since",
            "start",
            "joined",
        ),
        *("就任日", "開始日", "就任年月日", "任期開始", "कार्यकाल आरंभ", "आरंभ तिथि", "प्रारंभ तिथि", "से"),
    ),
    "held_to": (
        *("to", "end date", "until", "term end", "term end date", "held to", "end", "left"),
        *("退任日", "終了日", "退任年月日", "任期満了", "कार्यकाल समाप्ति", "समाप्ति तिथि", "तक"),
    ),
    **_WAYS,
    **_COMMON,
}

ORGANISATIONS: Words = {
    "name": (
        *("name", "organisation", "organization", "company", "company name", "name of company", "organisation name"),
        *("organization name", "name of organisation", "name of organization", "office name", "ministry", "agency"),
        *("department", "body", "public body", "embassy", "institution", "legal name", "full name", "name of body"),
        *("issuer", "issuer name", "name of the company", "office", "title", "display name"),
        *(
            "名称",
            "会社名",
            "企業名",
            "銘柄名",
            "機関名",
            "組織名",
            "団体名",
            "正式名称",
            "法人名",
            "社名",
            "商号",
            "名前",
            "省庁名",
        ),
        *("नाम", "संगठन", "संस्था", "मंत्रालय", "कंपनी", "कंपनी का नाम", "संगठन का नाम", "संस्था का नाम", "कार्यालय"),
    ),
    "name_en": (
        *("name english", "english name", "name in english", "name en", "英語名", "英文名", "英文社名", "英語名称"),
        *("अंग्रेजी नाम", "नाम अंग्रेजी"),
    ),
    "name_ja": ("name japanese", "japanese name", "name in japanese", "name ja", "日本語名", "和名", "日本語名称"),
    "name_hi": (
        "name hindi",
        "hindi name",
        "name in hindi",
        "name hi",
        "हिंदी नाम",
        "हिन्दी नाम",
        "नाम हिंदी",
        "नाम हिन्दी",
    ),
    "short_name": ("short name", "known as", "common name", "trading name", "略称", "通称", "संक्षिप्त नाम"),
    "abbreviation": ("abbreviation", "abbr", "acronym", "initials", "略語", "英略", "संक्षेप", "संक्षेपाक्षर"),
    "native_name": ("native name", "local name", "name native", "現地名"),
    "former_name": ("former name", "previous name", "old name", "formerly", "旧社名", "旧名称", "旧称", "पूर्व नाम"),
    "press_name": ("press variant", "name in the press"),
    "kind": (
        "kind",
        "type",
        "organisation type",
        "entity type",
        "office type",
        "classification",
        "種別",
        "区分",
        "प्रकार",
    ),
    "sector": (
        *("sector", "sectors", "industry", "line of business", "business", "業種", "業界", "分野", "क्षेत्र", "उद्योग"),
        *("33業種区分",),
    ),
    "parent": (
        *("parent", "parent organisation", "parent organization", "parent company", "group", "parent department"),
        *("belongs to", "branch", "親会社", "上位機関", "グループ", "मूल संगठन", "मूल कंपनी"),
    ),
    "identifier": (
        *(
            "isin",
            "isin number",
            "isin code",
            "lei",
            "cin",
            "gstin",
            "pan",
            "symbol",
            "ticker",
            "security code",
            "duns",
        ),
        *("registration number", "company number", "corporate number", "charity number", "government organisation"),
        *("法人番号", "証券コード", "登記番号", "पंजीकरण संख्या", "銘柄コード"),
    ),
    **_WAYS,
    **_COMMON,
}

MEETINGS: Words = {
    "date": (
        *(
            "date",
            "meeting date",
            "date of meeting",
            "day",
            "held on",
            "on",
            "when",
            "date of hospitality",
            "start date",
        ),
        *("date of event", "start", "starts", "日付", "日時", "日程", "年月日", "開催日", "会議日", "面会日", "実施日"),
        *("दिनांक", "तिथि", "तारीख", "बैठक की तिथि", "दिनांक समय"),
    ),
    "start_time": ("time", "start time", "begins", "from", "開始時刻", "開始時間", "時間", "開始", "समय", "आरंभ समय"),
    "end_time": ("end time", "ends", "until", "to", "end", "終了時刻", "終了時間", "終了", "समाप्ति समय"),
    "title": (
        *("title", "subject", "meeting", "meeting title", "event", "name of meeting", "name of event", "topic"),
        *("summary", "件名", "会議名", "会合名", "案件", "議題名", "शीर्षक", "बैठक", "बैठक का नाम"),
    ),
    "purpose": (
        *("purpose", "purpose of meeting", "purpose of the meeting", "reason", "reason for meeting", "agenda", "about"),
        *("matters discussed", "discussion", "subject matter", "topics", "nature of meeting", "details", "description"),
        *("type of hospitality", "hospitality type", "hospitality", "type of hospitality received", "gift"),
        *("目的", "用件", "議題", "内容", "趣旨", "面会目的", "उद्देश्य", "विषय", "प्रयोजन", "बैठक का उद्देश्य"),
    ),
    "host": (
        *(
            "host",
            "minister",
            "minister name",
            "hosted by",
            "organised by",
            "our side",
            "official",
            "permanent secretary",
        ),
        *("ministry", "department", "portfolio", "office holder", "name of minister", "mission"),
        *("主催", "主催者", "ホスト", "大臣", "当方", "先方対応者", "मेजबान", "मंत्री", "आयोजक", "मंत्रालय"),
    ),
    "host_person": (
        *("host person", "host people", "received by", "our participants", "当方出席者", "मेजबान व्यक्ति"),
        *("minister", "name of minister", "permanent secretary"),  # where a column beside it names the ministry
    ),
    "counterpart": (
        *("counterpart", "counterparts", "organisation", "organization", "organisation met", "name of organisation"),
        *("name of external organisation", "external organisation", "person or organisation", "name", "company", "met"),
        *("person or organisation that meeting was with", "met with", "with", "who", "their side", "organisations"),
        *("name of organisation or individual", "organisation or individual", "provider", "donor recipient", "donor"),
        *("guest", "guests", "stakeholder", "lobbyist", "name of person or organisation", "attendees", "visitor"),
        *("name of organisation or person", "offered by", "person or organisation that offered hospitality"),
        *(
            "相手",
            "相手方",
            "先方",
            "面会者",
            "面会相手",
            "団体名",
            "会社名",
            "企業名",
            "来訪者",
            "संगठन",
            "समकक्ष",
            "आगंतुक",
            "कंपनी",
            "संस्था",
        ),
    ),
    "counterpart_person": (
        *("counterpart person", "counterpart people", "participants", "individuals", "their participants"),
        *("先方出席者", "出席者", "参加者", "प्रतिभागी", "प्रतिनिधि"),
    ),
    "venue": (
        *("venue", "place", "location", "room", "where", "place of meeting", "場所", "会場", "開催場所", "स्थान", "जगह"),
        *("बैठक स्थल",),
    ),
    "kind": ("kind", "meeting type", "type of meeting", "format", "種別", "形式", "प्रकार", "बैठक का प्रकार"),
    "status": ("status", "state", "状態", "状況", "स्थिति"),
    "notes": _COMMON["notes"],
    "code": _COMMON["code"],
}

MEANT_FOR_MACHINES = frozenset(
    header_key(word)
    for word in (
        *(
            "sort name",
            "normalized name",
            "normalised name",
            "original name",
            "file name",
            "user name",
            "image",
            "photo",
        ),
        *("twitter", "facebook", "gender", "sex", "term", "area", "row", "page", "sr no", "s no", "sl no", "serial no"),
        *("serial number", "no", "nr", "#", "count", "father name", "mother name", "spouse name", "date of birth"),
        *(
            "birth date",
            "marital status",
            "place of birth",
            "連番",
            "通し番号",
            "क्रम संख्या",
            "क्र सं",
            "वर्ष",
            "year",
            "month",
        ),
        *("month name", "week", "day name", "quarter", "period"),
    )
)
"""Headers of columns that hold nothing of ours, however much a part of them looks like a word of ours."""

WEAK = frozenset(
    header_key(word)
    for word in (
        *("group", "party", "party name", "faction", "political party", "会派", "所属会派", "दल", "पार्टी"),
        *("display name", "file as", "office", "body", "description", "id", "start", "end", "from", "to", "on", "time"),
        *("details", "business", "last", "first", "official", "minister", "ambassador", "representative", "location"),
        *(
            "branch",
            "identifier",
            "gift",
            "attendees",
            "guests",
            "ref",
            "contact",
            "who",
            "with",
            "start date",
        ),
    )
)
"""Words that mean a field only when no better one stands beside them."""
