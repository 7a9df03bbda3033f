#include "core/speech/whisper/detector.h"
#include "core/speech/whisper/model_file.h"
#include "core/speech/whisper/transcriber.h"
#include "core/speech/whisper/word_builder.h"
#include "support/material.h"
#include "support/sound.h"
#include "support/verify.h"

#include <QTemporaryDir>

#include <thread>

using base::ErrorKind;
using base::MediaTime;
using domain::Interval;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// With the weight-less test model: it runs, stops and resumes like a real one and says nothing.
class TestWhisper : public QObject {
    Q_OBJECT

private slots:
    void tokensBecomeWords_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QByteArrayList>("tokens");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("parts of words") << u"en"_s << QByteArrayList{" trans", "form", "ation", ",", " then"}
                                        << QStringList{u"transformation,"_s, u"then"_s};
        QTest::newRow("parts of characters")
            << u"ru"_s << QByteArrayList{" \xd0", "\xb4\xd0\xb0", " \xd0\xbd\xd0\xb5\xd1", "\x82", "."}
            << QStringList{u"да"_s, u"нет."_s};
        QTest::newRow("no blanks") << u"ja"_s << QByteArrayList{"\xe4\xbb", "\x8a", "\xe6\x97\xa5", "\xe3\x81\xaf"}
                                   << QStringList{u"今"_s, u"日"_s, u"は"_s};
        QTest::newRow("broken") << u"en"_s << QByteArrayList{" a", " \xff\xfe", " b"} << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("nothing") << u"en"_s << QByteArrayList{" ", ""} << QStringList{};
    }

    void tokensBecomeWords()
    {
        QFETCH(QString, language);
        QFETCH(QByteArrayList, tokens);
        QFETCH(QStringList, words);
        speech::whisper::WordBuilder builder(10s, language);
        MediaTime at{};
        for (const QByteArray &bytes : tokens) {
            builder.add({.bytes = bytes, .start = at, .end = at + 100ms, .logarithm = -0.5});
            at += 100ms;
        }
        builder.flush();
        QStringList texts;
        MediaTime before = 10s;
        for (const domain::Word &word : builder.words()) {
            texts += word.text;
            QVERIFY(word.source.start >= before && word.source.end > word.source.start);
            QVERIFY(qAbs(word.confidence - 0.6065) < 0.001);   // e to the power of -0.5
            before = word.source.end;
        }
        QCOMPARE(texts, words);
    }

    void aModelIsLoadedAndRun()
    {
        NEED_MATERIAL(m_model);
        NEED_MATERIAL(m_voice);
        QList<double> progress;
        const auto transcript = transcriber().transcribe(
            {.wav = m_voice, .language = u"en"_s, .speech = QList<Interval>{{300ms, 10'700ms}}},
            [&](double part) { progress += part; }, {});
        VERIFY_OK(transcript);
        QCOMPARE(transcript->language, u"en"_s);
        QCOMPARE(transcript->engine, u"whisper.cpp for-tests"_s);
        QCOMPARE(transcript->duration, MediaTime(11s));
        QVERIFY(!transcript->rough);
        QVERIFY(std::is_sorted(progress.begin(), progress.end()));
        QCOMPARE(progress.last(), 1.0);
    }

    void theLanguageIsToldFromTheSound()
    {
        NEED_MATERIAL(m_model);
        NEED_MATERIAL(m_voice);
        const auto transcript = transcriber().transcribe({.wav = m_voice}, {}, {});
        VERIFY_OK(transcript);
        QVERIFY(transcript->language.size() == 2 || transcript->language.size() == 3);
    }

    void silenceHasNoWords()
    {
        NEED_MATERIAL(m_model);
        VERIFY_OK(Sound().noise(60, 0.0004).save(m_path));
        const auto transcript = transcriber().transcribe({.wav = m_path}, {}, {});
        VERIFY_OK(transcript);
        QCOMPARE(transcript->words.size(), 0);
        QCOMPARE(transcript->segments.size(), 0);
    }

    void aResumedRunEqualsAnUndisturbedOne()
    {
        NEED_MATERIAL(m_model);
        NEED_MATERIAL(m_voice);
        VERIFY_OK(Sound().recording(m_voice).silence(5).recording(m_voice).save(m_path));
        const speech::TranscriptionRequest request{
            .wav = m_path, .language = u"en"_s, .checkpoint = m_folder.filePath(u"checkpoint"_s)};
        base::StopSource source;
        const auto stopOnceWritten = [&](double) {
            if (base::readFile(request.checkpoint).value().count('\n') == 2)
                source.request(base::StopReason::Interrupted);
        };
        VERIFY_FAILS(transcriber().transcribe(request, stopOnceWritten, source.token()), ErrorKind::Interrupted);
        double first = -1;
        const auto noteFirst = [&](double part) { first = first < 0 ? part : first; };
        const auto resumed = transcriber().transcribe(request, noteFirst, {});
        VERIFY_OK(resumed);
        QVERIFY(first > 0.4);
        const auto whole = transcriber().transcribe({.wav = m_path, .language = u"en"_s}, {}, {});
        VERIFY_OK(whole);
        QCOMPARE(resumed->toJson(), whole->toJson());
    }

    void aStopEndsTheWorkWithinAPiece()
    {
        NEED_MATERIAL(m_model);
        NEED_MATERIAL(m_voice);
        base::StopSource source;
        std::thread other([&] { source.request(base::StopReason::Cancelled); });
        const auto transcript = transcriber().transcribe({.wav = m_voice, .language = u"en"_s}, {}, source.token());
        other.join();
        VERIFY_FAILS(transcript, ErrorKind::Cancelled);
    }

    void anUnknownLanguageIsInvalid()
    {
        NEED_MATERIAL(m_model);
        NEED_MATERIAL(m_voice);
        VERIFY_FAILS(transcriber().transcribe({.wav = m_voice, .language = u"xx"_s}, {}, {}), ErrorKind::Invalid);
    }

    void aDamagedModelIsRefused_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<QByteArray>("bytes");   // put there; empty: cut there
        QTest::addColumn<bool>("corrupt");
        QTest::newRow("empty") << 0 << QByteArray() << false;
        QTest::newRow("text") << 0 << QByteArray("<htm") << false;
        QTest::newRow("head cut") << 20 << QByteArray() << false;
        QTest::newRow("absurd width") << 12 << QByteArray("\xff\xff\xff\x7f") << false;
        QTest::newRow("absurd layers") << 20 << QByteArray("\xff\xff\xff\x7f") << false;
        QTest::newRow("filters cut") << 5'000 << QByteArray() << true;
        QTest::newRow("words cut") << 300'000 << QByteArray() << true;
        QTest::newRow("absurd word") << 64'376 << QByteArray("\xff\xff\xff\x7f") << true;
        QTest::newRow("rubbish behind") << 575'451 << QByteArray(4'000, '\x41') << true;
    }

    void aDamagedModelIsRefused()
    {
        NEED_MATERIAL(m_model);
        QFETCH(int, offset);
        QFETCH(QByteArray, bytes);
        QFETCH(bool, corrupt);
        QByteArray model = base::readFile(m_model).value();
        if (bytes.isEmpty())
            model.truncate(offset);
        else
            model.replace(offset, bytes.size(), bytes);
        VERIFY_OK(base::writeFileDurably(m_path, model));
        VERIFY_FAILS(speech::whisper::inspectModel(m_path), corrupt ? ErrorKind::Corrupt : ErrorKind::Invalid);
        VERIFY_OK(Sound().syllables(2).save(m_folder.filePath(u"voice.wav"_s)));
        speech::whisper::Transcriber transcriber(u"damaged"_s, m_path);
        VERIFY_FAILS(transcriber.transcribe({.wav = m_folder.filePath(u"voice.wav"_s)}, {}, {}),
            corrupt ? ErrorKind::Corrupt : ErrorKind::Invalid);
    }

    void theTestModelIsKnownAsWeightless()
    {
        NEED_MATERIAL(m_model);
        const auto model = speech::whisper::inspectModel(m_model);
        VERIFY_OK(model);
        QVERIFY(model->weightless);
        QVERIFY(model->multilingual);
    }

    void theDetectorFindsThePhrases()
    {
        NEED_MATERIAL(m_detector);
        NEED_MATERIAL(m_voice);
        VERIFY_OK(Sound().silence(33).recording(m_voice).silence(5).save(m_path));
        const auto regions = speech::whisper::Detector(m_detector).detect(m_path, {});
        VERIFY_OK(regions);
        const QList<Interval> phrases{{320ms, 2270ms}, {3270ms, 4410ms}, {5380ms, 7680ms}, {8160ms, 10'620ms}};
        MediaTime found{};
        for (const Interval &region : *regions) {
            QVERIFY(region.start >= 33s && region.end <= 44s);
            found += region.length();
        }
        for (const Interval &phrase : phrases) {
            const MediaTime middle = 33s + phrase.start + phrase.length() / 2;
            QVERIFY(
                std::any_of(regions->begin(), regions->end(), [&](const Interval &r) { return r.contains(middle); }));
        }
        QVERIFY(found > 6s && found < 9500ms);
    }

    void theDetectorFindsNobodyInNoise()
    {
        NEED_MATERIAL(m_detector);
        VERIFY_OK(Sound().noise(20, 0.05).silence(20).save(m_path));
        const auto regions = speech::whisper::Detector(m_detector).detect(m_path, {});
        VERIFY_OK(regions);
        QCOMPARE(regions->size(), 0);
    }

    void aDetectorThatIsNoneIsRefused()
    {
        VERIFY_OK(base::writeFileDurably(m_path, "lmgg\x0a but not the rest"));
        VERIFY_FAILS(speech::whisper::Detector(m_path).detect(m_voice, {}), ErrorKind::Invalid);
        VERIFY_FAILS(speech::whisper::Detector(u"/nowhere/at/all"_s).detect(m_voice, {}), ErrorKind::NotFound);
    }

private:
    [[nodiscard]] speech::whisper::Transcriber transcriber() const { return {u"for-tests"_s, m_model}; }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(u"file"_s);
    QString m_model = sharedMaterial(u"models/for-tests-ggml-tiny.bin"_s);
    QString m_detector = sharedMaterial(u"models/ggml-silero-v6.2.0.bin"_s);
    QString m_voice = sharedMaterial(u"media/jfk.wav"_s);
};

QTEST_GUILESS_MAIN(TestWhisper)
#include "tst_whisper.moc"
