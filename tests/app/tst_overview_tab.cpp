#include "app/language.h"
#include "app/views/overview_tab.h"
#include "fits.h"

#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using base::ErrorKind;

class TestOverviewTab : public QObject {
    Q_OBJECT

private slots:
    void everyWordOfAFailureFits_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("width");
        for (const auto &language : {u"en"_s, u"ru"_s})
            for (const int width : {560, 690, 1500})
                QTest::addRow("%s, %d wide", qPrintable(language), width) << language << width;
    }

    void everyWordOfAFailureFits()
    {
        QFETCH(const QString, language);
        QFETCH(const int, width);
        app::Language words;
        words.install(language);
        theme::Theme theme;
        theme.setLook(theme::Look::Light);
        theme.install();
        views::OverviewTab tab(theme, nullptr);
        tab.resize(width, 160);   // lower than the words: they must scroll, not shrink
        tab.setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&tab));

        for (int kind = 0; kind <= static_cast<int>(ErrorKind::Internal); ++kind) {
            const QString reason = kind % 2 == 0
                ? u"/home/faculty/Videos/Dailies/Linear algebra/Lecture 12 exists already and is not a package of this "
                  "recording. Move it away or choose another output folder."_s
                : QString();
            tab.show(failedRow(static_cast<ErrorKind>(kind), reason), {});
            const auto *failure = tab.findChild<QFrame *>(u"failure"_s);
            const auto *scroll = tab.findChild<QScrollArea *>();
            QTRY_VERIFY(failure->isVisible());
            QTRY_VERIFY(failure->height() >= failure->heightForWidth(failure->width()));
            QVERIFY(failure->mapTo(scroll->viewport(), QPoint(failure->width(), 0)).x() <= scroll->viewport()->width());
            for (const auto *label : failure->findChildren<QLabel *>())
                QVERIFY2(fits(*label), qPrintable(label->text()));
            for (const auto *button : failure->findChildren<QPushButton *>())
                QVERIFY2(
                    button->width() >= button->sizeHint().width() && button->height() >= button->sizeHint().height(),
                    qPrintable(button->text()));
            scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
            const auto *last = tab.findChild<QPushButton *>(u"reveal"_s);
            QCOMPARE(last->visibleRegion().boundingRect(), last->rect());
        }
    }

private:
    static models::RecordingRow failedRow(ErrorKind kind, const QString &reason)
    {
        return {.title = u"ML course, lecture 3"_s,
            .mediaPath = u"/home/faculty/Videos/ML course, lecture 3.mp4"_s,
            .pills = {{.state = models::PillState::Done},
                {.step = domain::StepKind::Publish, .state = models::PillState::Failed}},
            .situation = models::Situation::Failed,
            .step = domain::StepKind::Publish,
            .reason = reason,
            .errorKind = kind};
    }
};

QTEST_MAIN(TestOverviewTab)
#include "tst_overview_tab.moc"
