#pragma once

#include "core/domain/template.h"
#include "core/store/scope.h"

namespace store {

class TemplateRepository {
public:
    explicit TemplateRepository(Scope scope)
        : m_scope(std::move(scope))
    {
    }
    Result<QList<domain::Template>> all();   // by priority, then age
    Result<domain::Template> find(const domain::TemplateId &id);
    Result<std::optional<domain::Template>> findByName(const QString &name);   // case-insensitive
    /// Inserts when the id is empty. Errors: Conflict (the name is taken), NotFound (no such template to change).
    Result<domain::Template> save(const domain::Template &value, Instant now);
    Result<> remove(const domain::TemplateId &id, Instant now);

private:
    Scope m_scope;
};

}   // namespace store
