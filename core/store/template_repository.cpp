#include "core/store/template_repository.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using domain::Template;

namespace store {

static const QString selectTemplates =
    u"SELECT id, name, description, matching_rules, processing_config, metadata_config, output_config, priority, "
    "draft, active, created_at, updated_at FROM templates WHERE workspace = :workspace AND deleted_at IS NULL "_s;

static Result<QList<Template>> templatesFrom(Rows rows)
{
    QList<Template> found;
    while (rows.next()) {
        const QString id = rows.text(u"id");
        const QString name = rows.text(u"name");
        const QString description = rows.text(u"description");
        // Only the rules need reading; the other parts were checked when they were saved, by the options of their day.
        auto read = domain::templateFromJson({
            {u"name"_s, name}, {u"matching_rules"_s, rows.json(u"matching_rules")},
            {u"is_draft"_s, true},   // which may have no rules yet
        });
        if (!read)
            return fail(ErrorKind::Corrupt, u"The template %1 can't be read: %2"_s.arg(name, read.error().message));
        read->id = {id};
        read->name = name;
        read->description = description;
        read->processing = rows.json(u"processing_config");
        read->metadata = rows.json(u"metadata_config");
        read->output = rows.json(u"output_config");
        read->priority = int(rows.integer(u"priority"));
        read->draft = rows.flag(u"draft");
        read->active = rows.flag(u"active");
        read->createdAt = rows.instant(u"created_at");
        read->updatedAt = rows.instant(u"updated_at");
        found += *std::move(read);
    }
    return found;
}

Result<QList<Template>> TemplateRepository::all()
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection->prepare(selectTemplates + u"ORDER BY priority DESC, created_at, id"_s)
            .bind(u":workspace", m_scope.workspace)
            .run());
    return templatesFrom(std::move(rows));
}

Result<Template> TemplateRepository::find(const domain::TemplateId &id)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection->prepare(selectTemplates + u"AND id = :id"_s)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":id", id)
            .run());
    TRY(const auto found, templatesFrom(std::move(rows)));
    if (found.isEmpty())
        return fail(ErrorKind::NotFound, u"There is no such template."_s);
    return found.first();
}

Result<std::optional<Template>> TemplateRepository::findByName(const QString &name)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection->prepare(selectTemplates + u"AND name_folded = :name"_s)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":name", name.toCaseFolded())
            .run());
    TRY(const auto found, templatesFrom(std::move(rows)));
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

Result<Template> TemplateRepository::save(const Template &value, Instant now)
{
    Template saved = value;
    saved.updatedAt = now;
    const bool isNew = saved.id.isEmpty();
    if (isNew) {
        saved.id = base::newId<domain::TemplateId>();
        saved.createdAt = now;
    }
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const auto stamp, nextStamp(*connection, m_scope.workspace));
    auto statement = connection->prepare(isNew
            ? u"INSERT INTO templates (workspace, id, name, name_folded, description, matching_rules, "
              "processing_config, metadata_config, output_config, priority, draft, active, revision, created_at, "
              "updated_at) VALUES (:workspace, :id, :name, :name_folded, :description, :rules, :processing, "
              ":metadata, :output, :priority, :draft, :active, :revision, :now, :now)"_s
            : u"UPDATE templates SET name = :name, name_folded = :name_folded, description = :description, "
              "matching_rules = :rules, processing_config = :processing, metadata_config = :metadata, "
              "output_config = :output, priority = :priority, draft = :draft, active = :active, "
              "revision = :revision, updated_at = :now "
              "WHERE workspace = :workspace AND id = :id AND deleted_at IS NULL"_s);
    auto touched = statement.bind(u":workspace", m_scope.workspace)
                       .bind(u":id", saved.id)
                       .bind(u":name", saved.name)
                       .bind(u":name_folded", saved.name.toCaseFolded())
                       .bind(u":description", saved.description)
                       .bind(u":rules", domain::toJson(saved).value("matching_rules"_L1).toObject())
                       .bind(u":processing", saved.processing)
                       .bind(u":metadata", saved.metadata)
                       .bind(u":output", saved.output)
                       .bind(u":priority", saved.priority)
                       .bind(u":draft", saved.draft)
                       .bind(u":active", saved.active)
                       .bind(u":revision", stamp.revision)
                       .bind(u":now", now)
                       .execute();
    if (!touched && touched.error().kind == ErrorKind::Conflict)
        return fail(
            ErrorKind::Conflict, u"There is a template named %1 already. Choose another name."_s.arg(saved.name));
    TRY_DO(touched);
    if (*touched == 0)
        return fail(ErrorKind::NotFound, u"There is no such template."_s);
    TRY_DO(transaction.commit());
    return saved;
}

Result<> TemplateRepository::remove(const domain::TemplateId &id, Instant now)
{
    return removeRow(m_scope, "templates"_L1, id.value, now, u"There is no such template."_s);
}

}   // namespace store
