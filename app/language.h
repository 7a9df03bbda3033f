#pragma once

#include <QStringList>
#include <QTranslator>

namespace app {

/// The language of the interface, switchable at run time: installing it sends LanguageChange to every widget.
class Language {
public:
    Language() = default;
    ~Language();
    Q_DISABLE_COPY_MOVE(Language)

    /// What there is, as ISO 639-1.
    static QStringList available() { return {QStringLiteral("en"), QStringLiteral("ru")}; }
    /// Empty: the system's, English when we don't speak it.
    void install(const QString &code);
    [[nodiscard]] const QString &current() const { return m_current; }

private:
    QString m_current;
    std::unique_ptr<QTranslator> m_own;
    std::unique_ptr<QTranslator> m_qt;   // of standard dialogs
};

}   // namespace app
