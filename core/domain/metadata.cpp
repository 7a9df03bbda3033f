#include "core/domain/metadata.h"

#include "core/domain/metadata_variables.h"

#include <QRegularExpression>
#include <QTextBoundaryFinder>

#include <array>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::Result;

namespace domain {

// Filters

/// At most `most` characters as people count them; what is cut away becomes "…".
static QString truncated(const QString &text, int most)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    QList<qsizetype> borders;
    while (finder.toNextBoundary() > 0)
        borders += finder.position();
    if (borders.size() <= most)
        return text;
    const QString kept = most > 1 ? text.left(borders.at(most - 2)) : QString();
    return kept.trimmed() + u'…';
}

static QString separatorOf(const QString &argument) { return argument.isEmpty() ? u"_"_s : argument; }

/// `part:1` or `part:1:-`, from 0; below 0 from the end.
static QString partOf(const QString &text, const QString &argument)
{
    const QStringList parts = text.split(separatorOf(argument.section(u':', 1)));
    const qsizetype index = argument.section(u':', 0, 0).toInt();
    return parts.value(index < 0 ? parts.size() + index : index).trimmed();
}

static QString countFault(const QString &argument)
{
    bool isNumber = false;
    return argument.toInt(&isNumber) > 0 && isNumber ? QString() : u"wants a number of characters"_s;
}

static QString partFault(const QString &argument)
{
    bool isNumber = false;
    argument.section(u':', 0, 0).toInt(&isNumber);
    return isNumber ? QString() : u"wants the number of a part, from 0"_s;
}

static QString anyArgument(const QString &) { return {}; }

static QString noArgument(const QString &argument) { return argument.isEmpty() ? QString() : u"takes no argument"_s; }

namespace {
struct FilterRow {
    QLatin1StringView name;
    QString (*fault)(const QString &argument);   // what is wrong with the argument; empty: nothing
    QString (*apply)(const QString &text, const QString &argument);
};
}   // namespace

/// `date` is applied to the moment itself, before there is a text.
static constexpr auto filters = std::to_array<FilterRow>({
    {"date"_L1, dateFormatFault, nullptr},
    {"default"_L1, anyArgument,
        [](const QString &text, const QString &argument) { return text.isEmpty() ? argument : text; }},
    {"upper"_L1, noArgument, [](const QString &text, const QString &) { return text.toUpper(); }},
    {"lower"_L1, noArgument, [](const QString &text, const QString &) { return text.toLower(); }},
    {"capitalize"_L1, noArgument,
        [](const QString &text, const QString &) { return text.left(1).toUpper() + text.mid(1); }},
    {"trim"_L1, noArgument, [](const QString &text, const QString &) { return text.trimmed(); }},
    {"truncate"_L1, countFault,
        [](const QString &text, const QString &argument) { return truncated(text, argument.toInt()); }},
    {"limit"_L1, countFault,
        [](const QString &text, const QString &argument) { return truncated(text, argument.toInt()); }},
    {"split_path"_L1, anyArgument,
        [](const QString &text, const QString &argument) {
            return QString(text).replace(separatorOf(argument), u"/"_s);
        }},
    {"part"_L1, partFault, partOf},
});

static const FilterRow *findFilter(QStringView name)
{
    const auto found =
        std::find_if(filters.begin(), filters.end(), [name](const FilterRow &row) { return row.name == name; });
    return found == filters.end() ? nullptr : &*found;
}

// Parsing

namespace {
struct Filter {
    const FilterRow *row = nullptr;
    QString argument;
};

struct Node {
    enum class Kind { Literal, Variable, Group };
    Kind kind = Kind::Literal;
    QString text;   // of a Literal
    const VariableRow *variable = nullptr;
    QList<Filter> filters;
    QList<Node> children;   // of a Group
};

class Parser {
public:
    explicit Parser(const QString &text)
        : m_text(text)
    {
    }

    Result<QList<Node>> parse()
    {
        TRY(auto nodes, parseUntil({}));
        return nodes;
    }

private:
    [[nodiscard]] tl::unexpected<base::Error> failAt(qsizetype position, const QString &what) const
    {
        return base::fail(ErrorKind::Invalid, u"Character %1: %2"_s.arg(position + 1).arg(what));
    }

    /// To the end of the text, or to the bracket that closes the group opened at `group`.
    Result<QList<Node>> parseUntil(std::optional<qsizetype> group)
    {
        QList<Node> nodes;
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at];
            const bool isSpecial = u"{}[]"_s.contains(c);
            const bool closesGroup = c == u']' && group;
            if (isSpecial && m_text.mid(m_at + 1, 1) == c && !closesGroup) {
                addLiteral(nodes, c);
                m_at += 2;
            } else if (!isSpecial) {
                addLiteral(nodes, c);
                ++m_at;
            } else if (c == u'{') {
                TRY(auto variable, parseVariable());
                nodes += std::move(variable);
            } else if (closesGroup) {
                ++m_at;
                return nodes;
            } else if (c == u'[' && !group) {
                TRY_DO(parseGroup(nodes));
            } else if (c == u'[') {
                return failAt(m_at, u"a group cannot stand inside a group. Write [[ for the bracket itself."_s);
            } else {
                return failAt(m_at, u"%1 closes nothing. Write %1%1 for the character itself."_s.arg(c));
            }
        }
        if (group)
            return failAt(*group, u"[ is not closed. Write [[ for the bracket itself."_s);
        return nodes;
    }

    Result<> parseGroup(QList<Node> &nodes)
    {
        const qsizetype start = m_at++;
        TRY(auto children, parseUntil(start));
        const bool canVanish = std::any_of(
            children.begin(), children.end(), [](const Node &node) { return node.kind == Node::Kind::Variable; });
        if (canVanish) {
            nodes += Node{.kind = Node::Kind::Group, .text = {}, .filters = {}, .children = std::move(children)};
            return {};
        }
        // "[Lecture]" is a text in brackets.
        addLiteral(nodes, u"["_s);
        for (const Node &child : children)
            addLiteral(nodes, child.text);
        addLiteral(nodes, u"]"_s);
        return {};
    }

    /// {name}, {name:date format}, {name|filter|filter:argument}
    Result<Node> parseVariable()
    {
        const qsizetype start = m_at++;
        const QString name = takeUntil(u"|:}"_s).trimmed();
        Node node{
            .kind = Node::Kind::Variable, .text = {}, .variable = findVariable(name), .filters = {}, .children = {}};
        if (m_at == m_text.size())
            return failAt(start, u"{ is not closed. Write {{ for the brace itself."_s);
        if (!node.variable)
            return failAt(start, unknown(u"variable"_s, name, variableNames()));
        if (m_text[m_at] == u':') {
            ++m_at;
            TRY_DO(addFilter(node, start, u"date"_s, takeArgument()));
        }
        while (m_at < m_text.size() && m_text[m_at] == u'|') {
            ++m_at;
            const QString filter = takeUntil(u"|:}"_s).trimmed();
            const bool hasArgument = m_at < m_text.size() && m_text[m_at] == u':';
            m_at += hasArgument ? 1 : 0;
            TRY_DO(addFilter(node, start, filter, hasArgument ? takeArgument() : QString()));
        }
        if (m_at == m_text.size())
            return failAt(start, u"{ is not closed. Write {{ for the brace itself."_s);
        ++m_at;
        return node;
    }

    Result<> addFilter(Node &node, qsizetype start, const QString &name, const QString &argument) const
    {
        const FilterRow *row = findFilter(name);
        if (!row)
            return failAt(start, unknown(u"filter"_s, name, filterNames()));
        if (!row->apply && (!node.variable->instant || !node.filters.isEmpty()))
            return failAt(start,
                u"a date format belongs directly behind a date, such as {record_date|date:YYYY}; {%1} is none."_s.arg(
                    QStringView(node.variable->variable.name)));
        if (const QString fault = row->fault(argument); !fault.isEmpty())
            return failAt(start, u"the filter %1: %2."_s.arg(name, fault));
        node.filters += Filter{row, argument};
        return {};
    }

    QString takeUntil(const QString &ends)
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && !ends.contains(m_text[m_at]))
            ++m_at;
        return m_text.mid(start, m_at - start);
    }

    /// To the next | or }; in quotes also with these.
    QString takeArgument()
    {
        if (m_at < m_text.size() && m_text[m_at] == u'"') {
            const qsizetype close = m_text.indexOf(u'"', m_at + 1);
            if (close > 0) {
                QString argument = m_text.mid(m_at + 1, close - m_at - 1);
                m_at = close + 1;
                takeUntil(u"|}"_s);
                return argument;
            }
        }
        return takeUntil(u"|}"_s);
    }

    static void addLiteral(QList<Node> &nodes, const QString &text)
    {
        if (nodes.isEmpty() || nodes.last().kind != Node::Kind::Literal)
            nodes += Node{};
        nodes.last().text += text;
    }

    static QString unknown(const QString &what, const QString &name, const QStringList &known)
    {
        const QString nearest = nearestName(name, known);
        return nearest.isEmpty() ? u"unknown %1 \"%2\"."_s.arg(what, name)
                                 : u"unknown %1 \"%2\", did you mean %3?"_s.arg(what, name, nearest);
    }

    static QStringList variableNames()
    {
        QStringList names;
        for (const Variable &variable : metadataVariables())
            names += QString::fromUtf16(variable.name);
        return names;
    }

    static QStringList filterNames()
    {
        QStringList names;
        for (const FilterRow &filter : filters)
            names += filter.name;
        return names;
    }

    const QString &m_text;
    qsizetype m_at = 0;
};
}   // namespace

Result<> checkMetadataTemplate(const QString &text)
{
    TRY_DO(Parser(text).parse());
    return {};
}

static bool usesVariable(const QList<Node> &nodes, bool (*wanted)(const Node &))
{
    return std::any_of(nodes.begin(), nodes.end(),
        [wanted](const Node &node) { return (node.variable && wanted(node)) || usesVariable(node.children, wanted); });
}

Result<> checkTitleTemplate(const QString &text)
{
    TRY(const auto nodes, Parser(text).parse());
    if (!usesVariable(nodes, [](const Node &) { return true; }))
        return base::fail(ErrorKind::Invalid,
            u"A title needs a variable such as {display_name}, else every recording has the same."_s);
    if (usesVariable(nodes, [](const Node &node) { return node.variable == findVariable(u"title"); }))
        return base::fail(ErrorKind::Invalid, u"{title} is for descriptions; use {display_name} in titles."_s);
    return {};
}

// Rendering

namespace {
struct Piece {
    QString text;
    bool isLiteral = false;
};
}   // namespace

static QString valueOf(const Node &node, const MetadataContext &context)
{
    QString text = node.variable->value(context);
    for (const Filter &filter : node.filters) {
        if (filter.row->apply)
            text = filter.row->apply(text, filter.argument);
        else if (!text.isEmpty())
            text = formatDate(context.*node.variable->instant, filter.argument, context.timeZone);
    }
    return text;
}

static QList<Piece> piecesOf(const QList<Node> &nodes, const MetadataContext &context)
{
    QList<Piece> pieces;
    for (const Node &node : nodes) {
        switch (node.kind) {
        case Node::Kind::Literal:
            pieces += Piece{node.text, true};
            break;
        case Node::Kind::Variable:
            pieces += Piece{valueOf(node, context), false};
            break;
        case Node::Kind::Group: {
            const QList<Piece> group = piecesOf(node.children, context);
            const bool vanishes = std::any_of(group.begin(), group.end(),
                [](const Piece &piece) { return !piece.isLiteral && piece.text.isEmpty(); });
            pieces += vanishes ? QList<Piece>{Piece{}} : group;
            break;
        }
        }
    }
    return pieces;
}

/// Takes the separator, blanks and line ends away that an empty value leaves between its neighbours.
static void closeGap(QString &before, QString &after, bool atStart)
{
    static const QRegularExpression separatorAtEnd(u"[ \\t]+[|·•–—-][ \\t]*$"_s);
    static const QRegularExpression separatorAtStart(u"^[ \\t]*[|·•–—-][ \\t]+"_s);
    const qsizetype size = before.size();
    before.remove(separatorAtEnd);
    if (before.size() == size)
        after.remove(separatorAtStart);

    const auto isBlank = [](QChar c) { return c == u' ' || c == u'\t'; };
    if (atStart || (!before.isEmpty() && (isBlank(before.back()) || before.back() == u'\n')))
        while (!after.isEmpty() && isBlank(after.front()))
            after.remove(0, 1);
    for (qsizetype last = before.size() - 1; last >= 0 && before[last] == u'\n' && after.startsWith(u'\n'); --last)
        after.remove(0, 1);
}

Result<QString> renderMetadata(const QString &text, const MetadataContext &context)
{
    TRY(const auto nodes, Parser(text).parse());
    QList<Piece> pieces = piecesOf(nodes, context);
    bool atStart = true;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        if (pieces[i].isLiteral || !pieces[i].text.isEmpty()) {
            atStart = atStart && pieces[i].text.isEmpty();
            continue;
        }
        QString none;
        const auto literal = [&](qsizetype at) -> QString & {
            return at >= 0 && at < pieces.size() && pieces[at].isLiteral ? pieces[at].text : none;
        };
        closeGap(literal(i - 1), literal(i + 1), atStart);
    }
    QString result;
    for (const Piece &piece : pieces)
        result += piece.text;
    return result.trimmed();
}

// What surrounds it

/// `part(1, separator="-")` as `part:1:-`.
static QString importedFilter(const QString &filter)
{
    static const QRegularExpression call(u"^\\s*(\\w+)\\s*\\((.*)\\)\\s*$"_s);
    static const QRegularExpression argument(u"(?:\\w+\\s*=\\s*)?(?:\"([^\"]*)\"|'([^']*)'|([^,\\s]+))"_s);
    const auto match = call.match(filter);
    if (!match.hasMatch())
        return filter.trimmed();
    QString imported = match.captured(1);
    for (auto arguments = argument.globalMatch(match.captured(2)); arguments.hasNext();) {
        const auto one = arguments.next();
        imported += u':' + one.captured(1) + one.captured(2) + one.captured(3);
    }
    return imported;
}

QString importedMetadataTemplate(const QString &text)
{
    static const QRegularExpression variable(u"\\{\\{\\s*([A-Za-z_]\\w*)\\s*((?:\\|[^}]*)?)\\}\\}"_s);
    static const QRegularExpression special(
        u"(\\{(?![%#])|(?<![%#])\\}|[\\[\\]])"_s);   // statements stay, and are refused
    QString imported;
    qsizetype end = 0;
    for (auto matches = variable.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        imported += text.mid(end, match.capturedStart() - end).replace(special, u"\\1\\1"_s);
        imported += u'{' + match.captured(1);
        for (const QString &filter : match.captured(2).split(u'|', Qt::SkipEmptyParts))
            imported += u'|' + importedFilter(filter);
        imported += u'}';
        end = match.capturedEnd();
    }
    return end == 0 ? text : imported + text.mid(end).replace(special, u"\\1\\1"_s);
}

TopicDisplay topicDisplay(const Config &config, QStringView prefix)
{
    using Format = TopicDisplay::Format;
    static const QHash<QString, Format> formats = {{u"numbered_list"_s, Format::NumberedList},
        {u"bullet_list"_s, Format::BulletList}, {u"dash_list"_s, Format::DashList},
        {u"comma_separated"_s, Format::CommaSeparated}, {u"inline"_s, Format::Inline}, {u"plain"_s, Format::Plain}};
    const auto key = [prefix](const QString &name) { return prefix.toString() + u'.' + name; };
    const bool hasTimes = findOption(key(u"show_timestamps"_s)) != nullptr;
    return {
        .enabled = config.boolean(key(u"enabled"_s)),
        .format = formats.value(config.text(key(u"format"_s))),
        .maxCount = config.integer(key(u"max_count"_s)),
        .minLength = config.integer(key(u"min_length"_s)),
        .maxLength = config.integer(key(u"max_length"_s)),
        .prefix = config.text(key(u"prefix"_s)),
        .separator = config.text(key(u"separator"_s)),
        .showTimestamps = hasTimes && config.boolean(key(u"show_timestamps"_s)),
    };
}

}   // namespace domain
