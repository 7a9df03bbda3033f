#include "support/programs.h"
#include "support/verify.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

/// Changing the cuts of a finished recording, as a script does it.
class TestRecut : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_sample;
    QJsonObject m_automatic;   // the cut list of the first run
    QByteArray m_plan;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    [[nodiscard]] Finished dailies(const QStringList &arguments) const
    {
        return runProgram(QStringLiteral(BIN "/dailies"), arguments + QStringList{u"--profile"_s, path(u"profile"_s)});
    }
    [[nodiscard]] Finished cuts(const QStringList &arguments) const
    {
        return dailies(QStringList{u"cuts"_s, u"talk"_s} + arguments);
    }

    [[nodiscard]] static QByteArray read(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] static QJsonObject parsed(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }
    [[nodiscard]] QJsonObject list() const { return parsed(cuts({u"--json"_s}).out); }
    [[nodiscard]] QJsonObject provenance() const { return parsed(read(path(u"out/talk/provenance.json"_s))); }

    /// The pictures of the source that the film shows, in their order.
    [[nodiscard]] static QList<int> shownPictures(const QByteArray &plan)
    {
        QList<int> pictures;
        for (const QByteArray &line : plan.split('\n'))
            if (const auto fields = line.split(' '); fields.first() == "frame")
                pictures += fields.at(3).toInt();
        return pictures;
    }

    /// What was said, with the times in the source.
    [[nodiscard]] QStringList words() const
    {
        QStringList words;
        for (const auto &word : parsed(read(path(u"out/talk/transcript.json"_s)))["words"_L1].toArray())
            words += u"%1 at %2"_s.arg(word["text"_L1].toString()).arg(word["start"_L1].toDouble());
        return words;
    }

    /// MD5 of every decoded picture.
    [[nodiscard]] QStringList decoded(const QString &film) const
    {
        QStringList sums;
        const auto finished = runProgram(u"ffmpeg"_s,
            {u"-v"_s, u"error"_s, u"-i"_s, film, u"-map"_s, u"0:v"_s, u"-fps_mode"_s, u"passthrough"_s, u"-f"_s,
                u"framemd5"_s, u"-"_s});
        for (const QByteArray &line : finished.out.split('\n'))
            if (!line.startsWith('#') && line.contains(','))
                sums += QString::fromLatin1(line.split(',').last().trimmed());
        return sums;
    }

private slots:
    void initTestCase()
    {
        m_sample = spokenSample(m_folder.path());
        if (m_sample.isEmpty())
            QSKIP("espeak-ng is not installed: there is no speech to process");
        const Finished finished =
            dailies({u"process"_s, m_sample, u"--out"_s, path(u"out"_s), u"--explain-cut"_s, path(u"plan.txt"_s)});
        QVERIFY2(finished.exitCode == 0, finished.errors.constData());
        m_plan = read(path(u"plan.txt"_s));
        QVERIFY(m_plan.startsWith("segment 0 "));
        m_automatic = list();
        QCOMPARE(m_automatic["edited"_L1].toBool(), false);
        QCOMPARE(m_automatic["rendered"_L1].toBool(), true);
        QVERIFY(!m_automatic["cuts"_L1].toArray().isEmpty());
    }

    void theListIsShownWithItsReasons()
    {
        const Finished shown = cuts({});
        QCOMPARE(shown.exitCode, 0);
        QVERIFY2(shown.out.contains("Silence of"), shown.out.constData());
        QCOMPARE(provenance()["cuts"_L1].toArray(), m_automatic["cuts"_L1].toArray());
    }

    void theListGoesOutAndComesBackUnchanged()
    {
        for (const auto &name : {u"cuts.json"_s, u"cuts.edl"_s, u"cuts.otio"_s}) {
            QCOMPARE(cuts({u"--export"_s, path(name)}).exitCode, 0);
            const Finished imported = cuts({u"--import"_s, path(name)});
            QVERIFY2(imported.exitCode == 0, imported.errors.constData());
            QVERIFY2(imported.errors.contains("Nothing has changed"), imported.errors.constData());
        }
        QCOMPARE(list(), m_automatic);
    }

    void aMovedCutChangesExactlyThat()
    {
        const QStringList picturesBefore = decoded(path(u"out/talk/video.mp4"_s));
        const QStringList wordsBefore = words();

        // A script: a second less of the first silence is cut.
        QJsonArray changed = m_automatic["cuts"_L1].toArray();
        QJsonObject moved = changed.first().toObject();
        const double end = moved["end"_L1].toDouble() - 1;
        moved["end"_L1] = end;
        changed.replace(0, moved);
        QFile script(path(u"moved.json"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(QJsonDocument(QJsonObject{{u"cuts"_s, changed}}).toJson());
        script.close();

        const Finished imported = cuts({u"--import"_s, script.fileName(), u"--json"_s});
        QVERIFY2(imported.exitCode == 0, imported.errors.constData());
        QCOMPARE(parsed(imported.out)["rendered"_L1].toBool(), false);
        const Finished run = cuts({u"--run"_s});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        QVERIFY2(run.errors.contains("Cut done"), run.errors.constData());
        QVERIFY2(!run.errors.contains("Text") && !run.errors.contains("Analysis"), run.errors.constData());

        // One cut is another one and marked, its edge at most a quarter of a second earlier, where it costs least; the
        // rest is what it was.
        const QJsonArray now = list()["cuts"_L1].toArray();
        QCOMPARE(now.size(), changed.size());
        const double movedTo = now.first()["end"_L1].toDouble();
        QVERIFY2(
            movedTo < end + 0.011 && movedTo > end - 0.262, qPrintable(u"%1 instead of %2"_s.arg(movedTo).arg(end)));
        QCOMPARE(now.first()["start"_L1], moved["start"_L1]);
        QVERIFY(now.first()["edited"_L1].toBool());
        for (qsizetype i = 1; i < now.size(); ++i)
            QCOMPARE(now.at(i), changed.at(i));
        QCOMPARE(provenance()["cuts"_L1].toArray(), now);
        QCOMPARE(provenance()["cut_list"_L1].toString(), u"edited"_s);

        // The film shows the same pictures and those that came back, and is bit by bit the same up to the join.
        QVERIFY(cuts({u"--explain"_s, path(u"moved.txt"_s)}).exitCode == 0);
        const QList<int> shownBefore = shownPictures(m_plan);
        const QList<int> shown = shownPictures(read(path(u"moved.txt"_s)));
        QList<int> cameBack = shown;
        for (const int picture : shownBefore)
            QVERIFY2(cameBack.removeOne(picture), qPrintable(QString::number(picture)));
        QVERIFY(cameBack.size() >= 24 && cameBack.size() <= 33);
        QCOMPARE(cameBack.last() - cameBack.first(), cameBack.size() - 1);
        const QStringList pictures = decoded(path(u"out/talk/video.mp4"_s));
        QCOMPARE(pictures.size(), shown.size());
        const qsizetype join = shown.indexOf(cameBack.first());
        QVERIFY(join > 0);
        QCOMPARE(pictures.first(join), picturesBefore.first(join));

        QCOMPARE(words(), wordsBefore);
    }

    void resettingGivesTheFirstFilmAgain()
    {
        QCOMPARE(cuts({u"--reset"_s}).exitCode, 0);
        QCOMPARE(cuts({u"--run"_s}).exitCode, 0);
        QCOMPARE(list(), m_automatic);
        QCOMPARE(cuts({u"--explain"_s, path(u"again.txt"_s)}).exitCode, 0);
        QCOMPARE(read(path(u"again.txt"_s)), m_plan);
    }

    void whatCannotBeTakenBackIsRefusedWithWhatToDo()
    {
        QFile script(path(u"overlap.json"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(R"({"cuts": [{"start": 1, "end": 3}, {"start": 2, "end": 4}]})");
        script.close();
        const Finished refused = cuts({u"--import"_s, script.fileName()});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.errors.contains("overlap.json: Cuts must not overlap"), refused.errors.constData());
        QCOMPARE(cuts({u"--import"_s, path(u"missing.json"_s)}).exitCode, 1);
        QVERIFY(cuts({u"--export"_s, path(u"cuts.xml"_s)}).errors.contains(".json, .edl or .otio"));
        QCOMPARE(list(), m_automatic);
    }

    void wrongUsageIsSaid()
    {
        QCOMPARE(dailies({u"cuts"_s}).exitCode, 2);
        QCOMPARE(cuts({u"--reset"_s, u"--export"_s, path(u"cuts.json"_s)}).exitCode, 2);
        QCOMPARE(dailies({u"cuts"_s, u"nothing"_s}).exitCode, 1);
        const Finished two = dailies({u"process"_s, m_sample, m_sample, u"--explain-cut"_s, path(u"two.txt"_s)});
        QCOMPARE(two.exitCode, 2);
        QVERIFY2(two.errors.contains("dailies cuts NAME --explain"), two.errors.constData());
        QCOMPARE(dailies({u"process"_s, m_folder.path(), u"--explain-cut"_s, path(u"two.txt"_s)}).exitCode, 2);
        QVERIFY(!QFile::exists(path(u"two.txt"_s)));
    }
};

QTEST_GUILESS_MAIN(TestRecut)
#include "tst_recut.moc"
