#include "core/speech/checkpoint.h"
#include "core/speech/listening.h"
#include "support/sound.h"
#include "support/verify.h"

#include <QTemporaryDir>

using base::ErrorKind;
using base::MediaTime;
using domain::Interval;
using domain::Word;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static QList<Word> spoken(const QString &text, double confidence = 0.9)
{
    QList<Word> words;
    for (const QString &word : text.split(u' '))
        words += Word{
            .text = word, .source = {300ms * words.size(), 300ms * words.size() + 290ms}, .confidence = confidence};
    return words;
}

static QString textOf(const QList<Word> &words)
{
    QStringList texts;
    for (const Word &word : words)
        texts += word.text;
    return texts.join(u' ');
}

class TestListening : public QObject {
    Q_OBJECT

private slots:
    void aWavFileIsReadBack()
    {
        const Sound sound = Sound().syllables(1.5).silence(0.5);
        VERIFY_OK(sound.save(m_path));
        auto wav = speech::WavFile::open(m_path);
        VERIFY_OK(wav);
        QCOMPARE(wav->duration(), MediaTime(2s));
        QVERIFY(*wav->read({0s, 2s}) == sound.samples());
        QCOMPARE(wav->read({1s, 9s})->size(), size_t(16'000));
        QCOMPARE(wav->read({5s, 9s})->size(), size_t(0));
    }

    void whatIsNoSuchSoundIsInvalid_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QByteArray stereo = speech::toWav({1, 2, 3});
        stereo[22] = 2;
        QByteArray fast = speech::toWav({1, 2, 3});
        fast[25] = 0x7f;
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("RIFF is what this text begins with, WAVE not");
        QTest::newRow("stereo") << stereo;
        QTest::newRow("another rate") << fast;
        QTest::newRow("no data") << speech::toWav({}).left(36);
    }

    void whatIsNoSuchSoundIsInvalid()
    {
        QFETCH(QByteArray, bytes);
        VERIFY_OK(base::writeFileDurably(m_path, bytes));
        VERIFY_FAILS(speech::WavFile::open(m_path), ErrorKind::Invalid);
    }

    void silenceAndFaintNoiseGiveNothingToHear_data()
    {
        QTest::addColumn<double>("level");
        QTest::newRow("digital silence") << 0.0;
        QTest::newRow("hiss at -66 dB") << 0.0005;
    }

    void silenceAndFaintNoiseGiveNothingToHear()
    {
        QFETCH(double, level);
        VERIFY_OK(Sound().noise(600, level).save(m_path));
        int heard = 0;
        const speech::Listening listening{.identity = {},
            .rules = {},
            .hear = [&](const auto &, const auto &, const auto &) -> base::Result<QList<Word>> {
                ++heard;
                return spoken(u"invented"_s);
            }};
        const auto transcript = speech::listen({.wav = m_path}, listening, {}, {});
        VERIFY_OK(transcript);
        QCOMPARE(transcript->words.size(), 0);
        QCOMPARE(transcript->duration, MediaTime(600s));
        QCOMPARE(heard, 0);
    }

    void piecesHoldAllSoundAndEndInPauses()
    {
        Sound sound;
        for (int i = 0; i < 20; ++i)
            sound.syllables(3 + i % 4).noise(0.4 + i % 3, 0.001);
        VERIFY_OK(sound.save(m_path));
        auto wav = speech::WavFile::open(m_path);
        VERIFY_OK(wav);
        const auto pieces = speech::planPieces(*wav, {}, {.longest = 20s, .longestPause = 2s}, {});
        VERIFY_OK(pieces);
        MediaTime at{};
        for (int i = 0; i < 20; ++i) {
            const Interval syllables{at, at + 3s + 1s * (i % 4)};
            at = syllables.end + 400ms + 1s * (i % 3);
            int holders = 0;
            for (const speech::Piece &piece : *pieces)
                holders += piece.span.start <= syllables.start && syllables.end <= piece.span.end + 50ms;
            QCOMPARE(holders, 1);
        }
        for (const speech::Piece &piece : *pieces)
            QVERIFY(piece.span.length() <= MediaTime(20s));
    }

    void oneLongSpeechIsCutWhereItIsQuietest()
    {
        VERIFY_OK(Sound().syllables(17).noise(0.3, 0.0001).syllables(17).save(m_path));
        auto wav = speech::WavFile::open(m_path);
        const auto pieces =
            speech::planPieces(*wav, QList<Interval>{{0s, 34'300ms}}, {.longest = 20s, .longestPause = 1s}, {});
        VERIFY_OK(pieces);
        QCOMPARE(pieces->size(), 2);
        QVERIFY(pieces->first().span.end >= 17s && pieces->first().span.end <= 17'300ms);
        QCOMPARE(pieces->last().span.end, MediaTime(34'300ms));
    }

    void givenRegionsAreAllThatIsHeard()
    {
        VERIFY_OK(Sound().syllables(10).silence(5).syllables(10).silence(5).save(m_path));
        auto wav = speech::WavFile::open(m_path);
        const auto pieces = speech::planPieces(*wav, QList<Interval>{{2s, 5s}, {26s, 29s}}, {}, {});
        VERIFY_OK(pieces);
        QCOMPARE(pieces->size(), 1);   // the second region is silent
        QVERIFY((pieces->first().span == Interval{2s, 5s}));
    }

    void wordsOutsideTheRegionsAreDropped()
    {
        VERIFY_OK(Sound().syllables(30).save(m_path));
        const speech::Listening listening{.identity = {},
            .rules = {},
            .hear = [](const auto &, const auto &, const auto &) -> base::Result<QList<Word>> {
                return QList<Word>{{.text = u"in"_s, .source = {5s, 6s}},
                    {.text = u"between"_s, .source = {8s, 8500ms}}, {.text = u"again"_s, .source = {9500ms, 10s}}};
            }};
        const auto transcript =
            speech::listen({.wav = m_path, .speech = QList<Interval>{{4s, 7s}, {9s, 11s}}}, listening, {}, {});
        VERIFY_OK(transcript);
        QCOMPARE(textOf(transcript->words), u"in again"_s);
    }

    void aResumedRunEqualsAnUndisturbedOne_data()
    {
        QTest::addColumn<int>("failAt");
        for (int i = 0; i < 5; ++i)
            QTest::addRow("after %d pieces", i) << i;
    }

    void aResumedRunEqualsAnUndisturbedOne()
    {
        QFETCH(int, failAt);
        Sound sound;
        for (int i = 0; i < 5; ++i)
            sound.syllables(8).silence(4);
        VERIFY_OK(sound.save(m_path));
        int heard = 0;
        int failOn = -1;
        const speech::Listening listening{.identity = {{u"engine"_s, u"test"_s}},
            .rules = {.longest = 10s},
            .hear = [&](const speech::Piece &piece, const auto &, const auto &) -> base::Result<QList<Word>> {
                if (heard++ == failOn)
                    return base::fail(ErrorKind::Interrupted, u"Interrupted."_s);
                return QList<Word>{{.text = u"at%1"_s.arg(piece.span.start.count()),
                    .source = {piece.span.start + 1s, piece.span.start + 2s},
                    .confidence = 1.0 / 3}};
            },
            .language = [&] { return heard > 0 ? u"de"_s : u"auto"_s; }};
        const auto whole = speech::listen({.wav = m_path}, listening, {}, {});
        VERIFY_OK(whole);
        QCOMPARE(heard, 5);

        const QString checkpoint = m_folder.filePath(u"checkpoint%1"_s.arg(failAt));
        heard = 0;
        failOn = failAt;
        VERIFY_FAILS(
            speech::listen({.wav = m_path, .checkpoint = checkpoint}, listening, {}, {}), ErrorKind::Interrupted);
        heard = 0;
        failOn = -1;
        const auto resumed = speech::listen({.wav = m_path, .checkpoint = checkpoint}, listening, {}, {});
        VERIFY_OK(resumed);
        QCOMPARE(heard, 5 - failAt);
        QCOMPARE(resumed->toJson(), whole->toJson());
        QCOMPARE(resumed->language, u"de"_s);

        heard = 0;   // killed after the last piece: nothing is left to hear
        const auto again = speech::listen({.wav = m_path, .checkpoint = checkpoint}, listening, {}, {});
        VERIFY_OK(again);
        QCOMPARE(heard, 0);
        QCOMPARE(again->toJson(), whole->toJson());
    }

    void aCheckpointOfOtherWorkOrATornOneIsNotTrusted()
    {
        const QString path = m_folder.filePath(u"torn"_s);
        {
            auto checkpoint = speech::Checkpoint::open(path, u"one"_s);
            VERIFY_OK(checkpoint);
            VERIFY_OK(checkpoint->append({{u"a"_s, 1}}));
            VERIFY_OK(checkpoint->append({{u"a"_s, 2}}));
        }
        QFile file(path);
        QVERIFY(file.resize(file.size() - 3));
        const auto torn = speech::Checkpoint::open(path, u"one"_s);
        VERIFY_OK(torn);
        QCOMPARE(torn->entries().size(), 1);
        const auto other = speech::Checkpoint::open(path, u"two"_s);
        VERIFY_OK(other);
        QCOMPARE(other->entries().size(), 0);
        VERIFY_OK(base::writeFileDurably(path, QByteArray("\0\xff nonsense", 11)));
        const auto nonsense = speech::Checkpoint::open(path, u"one"_s);
        VERIFY_OK(nonsense);
        QCOMPARE(nonsense->entries().size(), 0);
    }

    void progressGrowsToOne()
    {
        VERIFY_OK(Sound().syllables(8).silence(4).syllables(8).save(m_path));
        QList<double> seen;
        const speech::Listening listening{.identity = {},
            .rules = {.longest = 10s},
            .hear = [](const auto &, const auto &, const speech::Progress &within) -> base::Result<QList<Word>> {
                within(0.5);
                return QList<Word>();
            }};
        VERIFY_OK(speech::listen({.wav = m_path}, listening, [&](double part) { seen += part; }, {}));
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
        QCOMPARE(seen.last(), 1.0);
    }

    void inventionsAreDropped_data()
    {
        QTest::addColumn<QString>("heard");
        QTest::addColumn<double>("confidence");
        QTest::addColumn<QString>("kept");
        QTest::newRow("speech") << u"Now we look at the second law."_s << 0.5 << u"Now we look at the second law."_s;
        QTest::newRow("one word for ever") << u"well you you you you you you you you"_s << 0.9 << u"well you"_s;
        QTest::newRow("emphasis") << u"no no no never"_s << 0.9 << u"no no no never"_s;
        QTest::newRow("a phrase for ever")
            << u"so I think that I think that I think that I think that I think that is"_s << 0.9
            << u"so I think that is"_s;
        QTest::newRow("credits") << u"Редактор субтитров А.Иванов"_s << 0.4 << u""_s;
        QTest::newRow("to be continued") << u"Продолжение следует..."_s << 0.4 << u""_s;
        QTest::newRow("said indeed") << u"Thank you for watching!"_s << 0.95 << u"Thank you for watching!"_s;
        QTest::newRow("music") << u"[Music]"_s << 0.4 << u""_s;
    }

    void inventionsAreDropped()
    {
        QFETCH(QString, heard);
        QFETCH(double, confidence);
        QFETCH(QString, kept);
        QCOMPARE(textOf(speech::withoutInventions(spoken(heard, confidence))), kept);
    }

private:
    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(u"sound.wav"_s);
};

QTEST_GUILESS_MAIN(TestListening)
#include "tst_listening.moc"
