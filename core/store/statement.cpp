#include "core/base/json.h"
#include "core/store/connection_p.h"

#include <QSqlError>
#include <QSqlRecord>

using namespace Qt::StringLiterals;
using base::fail;

namespace store {

Statement::Statement(PreparedPtr prepared, std::optional<base::Error> error)
    : m_prepared(std::move(prepared))
    , m_values(m_prepared ? m_prepared->names.size() : 0)
    , m_error(std::move(error))
{
}

Statement &Statement::bindValue(QStringView name, const QVariant &value)
{
    if (!m_prepared)
        return *this;
    const QStringList &names = m_prepared->names;
    for (qsizetype tried = 0; tried < names.size(); ++tried) {
        const qsizetype i = m_next;
        m_next = (m_next + 1) % names.size();
        if (names.at(i) == name) {
            m_values[i] = value;
            return *this;
        }
    }
    Q_ASSERT_X(false, "Statement: no such placeholder", qPrintable(name.toString()));
    return *this;
}

Statement &Statement::bind(QStringView name, const QString &text)
{
    return bindValue(name, text.isNull() ? u""_s : text);
}

Statement &Statement::bind(QStringView name, qint64 number) { return bindValue(name, QVariant::fromValue(number)); }

Statement &Statement::bind(QStringView name, bool flag) { return bindValue(name, flag); }

Statement &Statement::bind(QStringView name, double number) { return bindValue(name, number); }

Statement &Statement::bind(QStringView name, Instant instant)
{
    return bindValue(name, QVariant::fromValue<qint64>(instant.time_since_epoch().count()));
}

Statement &Statement::bind(QStringView name, const QByteArray &bytes)
{
    return bindValue(name, bytes.isNull() ? QByteArray("", 0) : bytes);
}

Statement &Statement::bind(QStringView name, const QJsonObject &json)
{
    return bindValue(name, QString::fromUtf8(base::toCompactJson(json)));
}

Statement &Statement::bindNull(QStringView name) { return bindValue(name, QVariant(QMetaType(QMetaType::QString))); }

template <class Read> Result<> Statement::send(const Read &read)
{
    if (m_error)
        return fail(*m_error);
    QSqlQuery &query = m_prepared->query;
    QVariantList &bound = m_prepared->bound;   // binding is dear in QtSql, and many values are the same each time
    for (qsizetype i = 0; i < bound.size(); ++i) {
        const QVariant &value = m_values.at(m_prepared->places.at(i));
        Q_ASSERT_X(value.metaType().isValid(), "Statement: not bound", qPrintable(m_prepared->sql));
        if (bound.at(i).metaType() == value.metaType() && bound.at(i).isNull() == value.isNull()
            && bound.at(i) == value)
            continue;
        query.bindValue(int(i), value);
        bound[i] = value;
    }
    auto &connection = *m_prepared->connection;
    const auto writer = m_prepared->writes ? connection.lockWriter() : std::unique_lock<std::recursive_mutex>();
    if (query.exec())
        read(query);
    std::optional<base::Error> error;
    if (query.lastError().isValid())   // also of the last row, where SQLite commits a statement that stands alone
        error = connection.errorOf(query.lastError());
    query.finish();
    if (!error)
        return {};
    connection.doomed = true;   // PostgreSQL would roll back in silence at COMMIT; SQLite does as it does
    return fail(*std::move(error));
}

Result<int> Statement::execute()
{
    int touched = 0;
    TRY_DO(send([&](QSqlQuery &query) { touched = query.numRowsAffected(); }));
    return touched;
}

Result<Rows> Statement::run()
{
    Rows rows;
    TRY_DO(send([&](QSqlQuery &query) {
        QStringList &columns = m_prepared->columns;
        if (columns.isEmpty()) {
            const QSqlRecord record = query.record();
            for (int i = 0; i < record.count(); ++i)
                columns += record.fieldName(i);
        }
        while (query.next())
            for (int i = 0; i < columns.size(); ++i)
                rows.m_values += query.value(i);
        rows.m_columns = columns;
    }));
    return rows;
}

bool Rows::next() { return (++m_row + 1) * m_columns.size() <= m_values.size() && !m_columns.isEmpty(); }

const QVariant &Rows::value(QStringView column) const
{
    for (qsizetype tried = 0; tried < m_columns.size(); ++tried) {
        const qsizetype i = m_column;
        m_column = (m_column + 1) % m_columns.size();
        if (m_columns.at(i) == column)
            return m_values.at(m_row * m_columns.size() + i);
    }
    Q_ASSERT_X(false, "Rows: no such column", qPrintable(column.toString()));
    static const QVariant none;
    return none;
}

QString Rows::text(QStringView column) const { return value(column).toString(); }

qint64 Rows::integer(QStringView column) const { return value(column).toLongLong(); }

double Rows::number(QStringView column) const { return value(column).toDouble(); }

bool Rows::flag(QStringView column) const { return value(column).toBool(); }

Instant Rows::instant(QStringView column) const { return Instant(std::chrono::milliseconds(integer(column))); }

std::optional<Instant> Rows::maybeInstant(QStringView column) const
{
    const QVariant &stored = value(column);
    if (stored.isNull())
        return std::nullopt;
    return Instant(std::chrono::milliseconds(stored.toLongLong()));
}

QByteArray Rows::bytes(QStringView column) const { return value(column).toByteArray(); }

QJsonObject Rows::json(QStringView column) const
{
    return base::parseObject(text(column).toUtf8(), column.toString()).value_or(QJsonObject());
}

bool Rows::isNull(QStringView column) const { return value(column).isNull(); }

}   // namespace store
