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
    bool known = false;
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        if (m_prepared->names.at(i) == name) {
            m_values[i] = value;
            known = true;
        }
    }
    Q_ASSERT_X(known, "Statement::bind", qPrintable(name.toString()));
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

Result<> Statement::send()
{
    if (m_error)
        return fail(*m_error);
    QSqlQuery &query = m_prepared->query;
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        Q_ASSERT_X(m_values.at(i).metaType().isValid(), "Statement: not bound", qPrintable(m_prepared->names.at(i)));
        query.bindValue(int(i), m_values.at(i));
    }
    if (query.exec())
        return {};
    auto error = m_prepared->connection->errorOf(query.lastError());
    query.finish();
    m_prepared->connection->doomed = true;   // PostgreSQL would roll back in silence at COMMIT; SQLite does as it does
    return fail(std::move(error));
}

Result<int> Statement::execute()
{
    const auto writer = m_prepared && m_prepared->writes ? m_prepared->connection->lockWriter()
                                                         : std::unique_lock<std::recursive_mutex>();
    TRY_DO(send());
    const int touched = m_prepared->query.numRowsAffected();
    m_prepared->query.finish();
    return touched;
}

Result<Rows> Statement::run()
{
    auto writer = m_prepared && m_prepared->writes ? m_prepared->connection->lockWriter()
                                                   : std::unique_lock<std::recursive_mutex>();
    TRY_DO(send());
    if (m_prepared->columns.isEmpty()) {
        const QSqlRecord record = m_prepared->query.record();
        for (int i = 0; i < record.count(); ++i)
            m_prepared->columns += record.fieldName(i);
    }
    m_values.clear();
    return Rows(std::move(m_prepared), std::move(writer));
}

Rows::Rows(PreparedPtr prepared, std::unique_lock<std::recursive_mutex> writer)
    : m_writer(std::move(writer))
    , m_prepared(std::move(prepared))
{
}

bool Rows::next() { return m_prepared->query.next(); }

QVariant Rows::value(QStringView column) const
{
    const QStringList &columns = m_prepared->columns;
    for (qsizetype tried = 0; tried < columns.size(); ++tried) {
        const qsizetype i = m_column;
        m_column = (m_column + 1) % columns.size();
        if (columns.at(i) == column)
            return m_prepared->query.value(int(i));
    }
    Q_ASSERT_X(false, "Rows: no such column", qPrintable(column.toString()));
    return {};
}

QString Rows::text(QStringView column) const { return value(column).toString(); }

qint64 Rows::integer(QStringView column) const { return value(column).toLongLong(); }

double Rows::number(QStringView column) const { return value(column).toDouble(); }

bool Rows::flag(QStringView column) const { return value(column).toBool(); }

Instant Rows::instant(QStringView column) const { return Instant(std::chrono::milliseconds(integer(column))); }

std::optional<Instant> Rows::maybeInstant(QStringView column) const
{
    const QVariant stored = value(column);
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
