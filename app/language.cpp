#include "app/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace app {

Language::~Language()
{
    for (const auto *translator : {&m_own, &m_qt})
        if (*translator)
            QCoreApplication::removeTranslator(translator->get());
}

void Language::install(const QString &wanted)
{
    const QLocale system = QLocale::system();
    QString code = wanted.isEmpty() ? system.name().section(u'_', 0, 0) : wanted;
    if (!available().contains(code))
        code = u"en"_s;
    if (code == m_current)
        return;
    m_current = code;
    // The system's own dates and numbers where it speaks the language too.
    QLocale::setDefault(system.name().startsWith(code) ? system : QLocale(code));

    // The old one goes last: widgets that are told in between never see raw text for long.
    auto own = std::make_unique<QTranslator>();
    auto qt = std::make_unique<QTranslator>();
    const bool qtLoaded = qt->load(u"qtbase_"_s + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (qtLoaded)
        QCoreApplication::installTranslator(qt.get());
    if (!own->load(u":/i18n/app_%1.qm"_s.arg(code)))
        qWarning().noquote() << "There is no translation for" << code;
    if (m_own)
        QCoreApplication::removeTranslator(m_own.get());
    if (m_qt)
        QCoreApplication::removeTranslator(m_qt.get());
    QCoreApplication::installTranslator(own.get());
    m_own = std::move(own);
    m_qt = qtLoaded ? std::move(qt) : nullptr;
}

}   // namespace app
