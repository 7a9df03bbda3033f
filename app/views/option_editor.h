#pragma once

#include "core/domain/config.h"

#include <QWidget>

namespace views {

/// A field for one row of the option table: a box to tick, a list, a number or a line of text, as its type wants.
class OptionEditor : public QWidget {
    Q_OBJECT

public:
    static constexpr int listWidth = 260;

    /// `canInherit`: the field may be left to what lies below; its value is null then.
    enum class Inherit { No, Yes };
    OptionEditor(const QString &key, Inherit inherit, QWidget *parent);

    [[nodiscard]] const QString &key() const { return m_key; }
    /// Shows a value without telling of a change.
    void setValue(const QJsonValue &value);
    [[nodiscard]] QJsonValue value() const;
    void retranslate();

signals:
    void edited(const QJsonValue &value);

private:
    void build();

    QString m_key;
    Inherit m_inherit;
    const domain::Option *m_option;
    QWidget *m_field = nullptr;
};

}   // namespace views
