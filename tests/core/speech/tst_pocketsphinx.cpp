#include "core/speech/pocketsphinx/transcriber.h"
#include "support/material.h"
#include "support/sound.h"
#include "support/verify.h"

#include <QTemporaryDir>

using base::ErrorKind;
using base::MediaTime;
using domain::Interval;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

#define NEED_ENGINE()                                                                                                  \
    do {                                                                                                               \
        if (!speech::pocketsphinx::Transcriber::isInstalled())                                                         \
            QSKIP("NOT TESTED: install pocketsphinx-en-us.");                                                          \
    } while (false)

class TestPocketSphinx : public QObject {
    Q_OBJECT

private slots:
    void easyWordsAreHeardAtTheirTimes()
    {
        NEED_ENGINE();
        NEED_MATERIAL(m_voice);
        const speech::TranscriptionRequest request{.wav = m_voice,
            .speech = QList<Interval>{{300ms, 2300ms}, {8100ms, 10'700ms}},
            .checkpoint = m_folder.filePath(u"checkpoint"_s)};
        const auto transcript = speech::pocketsphinx::Transcriber().transcribe(request, {}, {});
        VERIFY_OK(transcript);
        QVERIFY(transcript->rough);
        QCOMPARE(transcript->language, u"en"_s);
        QStringList texts;
        for (const domain::Word &word : transcript->words) {
            QVERIFY(!word.text.contains(u'<') && !word.text.contains(u'+') && !word.text.contains(u'('));
            QVERIFY(word.confidence >= 0 && word.confidence <= 1);
            QVERIFY(word.source.start >= 0s && word.source.end <= 11s);
            texts += word.text;
        }
        QVERIFY2(texts.contains(u"what"_s) && texts.contains(u"do"_s), qPrintable(texts.join(u' ')));
        const Interval spoken = transcript->words[texts.indexOf(u"do"_s)].source;
        QVERIFY2(spoken.start > 8700ms && spoken.end < 10s, qPrintable(QString::number(base::toSeconds(spoken.start))));
        QVERIFY(!transcript->segments.isEmpty());

        // The second piece is heard again, as after a kill, and must sound the same.
        QByteArray lines = base::readFile(request.checkpoint).value();
        QCOMPARE(lines.count('\n'), 3);
        lines.truncate(lines.lastIndexOf('\n', -2) + 1);
        VERIFY_OK(base::writeFileDurably(request.checkpoint, lines));
        const auto resumed = speech::pocketsphinx::Transcriber().transcribe(request, {}, {});
        VERIFY_OK(resumed);
        QCOMPARE(resumed->toJson(), transcript->toJson());
    }

    void aStopEndsTheWork()
    {
        NEED_ENGINE();
        NEED_MATERIAL(m_voice);
        base::StopSource source;
        const auto transcript = speech::pocketsphinx::Transcriber().transcribe(
            {.wav = m_voice}, [&](double) { source.request(base::StopReason::Cancelled); }, source.token());
        VERIFY_FAILS(transcript, ErrorKind::Cancelled);
    }

    void silenceHasNoWords()
    {
        VERIFY_OK(Sound().noise(30, 0.0004).save(m_path));
        const auto transcript = speech::pocketsphinx::Transcriber().transcribe({.wav = m_path}, {}, {});
        VERIFY_OK(transcript);
        QCOMPARE(transcript->words.size(), 0);
    }

    void otherLanguagesAreRefused()
    {
        VERIFY_FAILS(speech::pocketsphinx::Transcriber().transcribe({.wav = m_path, .language = u"ru"_s}, {}, {}),
            ErrorKind::Invalid);
    }

    void aMissingModelIsNamed()
    {
        VERIFY_OK(Sound().syllables(2).save(m_path));
        VERIFY_FAILS(
            speech::pocketsphinx::Transcriber(u"/nowhere"_s).transcribe({.wav = m_path}, {}, {}), ErrorKind::NotFound);
    }

private:
    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(u"sound.wav"_s);
    QString m_voice = sharedMaterial(u"media/jfk.wav"_s);
};

QTEST_GUILESS_MAIN(TestPocketSphinx)
#include "tst_pocketsphinx.moc"
