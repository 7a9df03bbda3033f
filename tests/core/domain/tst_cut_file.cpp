#include "core/domain/cut_file.h"
#include "core/domain/edl.h"
#include "core/domain/otio.h"
#include "support/golden.h"
#include "support/verify.h"
#include "timeline.h"

#include <QJsonDocument>

using base::ErrorKind;
using domain::Cut;
using domain::CutFormat;
using domain::CutKind;
using domain::CutSubject;
using domain::FrameRate;
using timeline::at;
using timeline::from;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(CutFormat)

class TestCutFile : public QObject {
    Q_OBJECT

    const CutSubject m_subject{.title = u"Lecture 1: \"Graphs\""_s,
        .media = QUrl(u"file:///films/Lecture%201.mp4"_s),
        .duration = at(60.0213),
        .rate = FrameRate{25, 1}};
    const QList<Cut> m_cuts = {
        {{at(0), at(1.984)}, CutKind::Head, u"Silence of 2.2 s before the first sounds"_s},
        {{at(10.005333), at(14.506667)}, CutKind::Inner, u"Silence of 5.0 s, shortened to 0.5 s"_s},
        {{at(55.018667), at(60.0213)}, CutKind::Tail, u"Silence of 5.3 s after the last sounds"_s},
    };

    [[nodiscard]] QByteArray file(CutFormat format) const { return domain::toFile(format, m_cuts, m_subject); }
    [[nodiscard]] auto read(CutFormat format, const QByteArray &bytes) const
    {
        return domain::cutsFromFile(format, bytes, m_subject, m_cuts);
    }

    static void addFormats()
    {
        QTest::addColumn<CutFormat>("format");
        QTest::newRow("JSON") << CutFormat::Json;
        QTest::newRow("EDL") << CutFormat::Edl;
        QTest::newRow("OTIO") << CutFormat::Otio;
    }

    static void addFaults(const QList<std::array<const char *, 4>> &faults)
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("message");
        for (const auto &[name, before, after, message] : faults)
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromUtf8(message);
    }

    void refuseAChangedFile(CutFormat format)
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, message);
        QByteArray bytes = file(format);
        QVERIFY2(bytes.contains(before), bytes.constData());
        const auto found = read(format, bytes.replace(before, after));
        VERIFY_FAILS(found, ErrorKind::Invalid);
        QVERIFY2(found.error().message.contains(message), qPrintable(found.error().message));
    }

private slots:
    void filesLookAsEditorsWantThem()
    {
        COMPARE_GOLDEN(file(CutFormat::Json), u"domain/cuts.json"_s);
        COMPARE_GOLDEN(file(CutFormat::Edl), u"domain/cuts.edl"_s);
        COMPARE_GOLDEN(file(CutFormat::Otio), u"domain/cuts.otio"_s);
    }

    void theEndingNamesTheFormat()
    {
        QCOMPARE(domain::cutFormatOf(u"a.b.EDL"_s).value(), CutFormat::Edl);
        QCOMPARE(domain::cutFormatOf(u"/x.y/cuts.json"_s).value(), CutFormat::Json);
        QCOMPARE(domain::cutFormatOf(u"cuts.otio"_s).value(), CutFormat::Otio);
        VERIFY_FAILS(domain::cutFormatOf(u"cuts.xml"_s), ErrorKind::Invalid);
        VERIFY_FAILS(domain::cutFormatOf(u"json"_s), ErrorKind::Invalid);
    }

    void anUnchangedFileChangesNothing_data() { addFormats(); }

    void anUnchangedFileChangesNothing()
    {
        QFETCH(CutFormat, format);
        const auto found = read(format, file(format));
        VERIFY_OK(found);
        QCOMPARE(found->cuts, m_cuts);
        QCOMPARE(found->warnings, QStringList());
    }

    void randomListsComeBack_data() { addFormats(); }

    void randomListsComeBack()
    {
        QFETCH(CutFormat, format);
        QRandomGenerator random(7);
        for (int round = 0; round < 60; ++round) {
            CutSubject subject = m_subject;
            subject.rate = FrameRate::forPictures(round % 3 == 0 ? 29.97003 : round % 3 == 1 ? 25 : 60);
            QList<Cut> cuts;
            base::MediaTime time{};
            while (cuts.size() < 40) {   // no two edges within a frame
                const auto start = time + timeline::between(random, 0.1, 30);
                time = start + timeline::between(random, 0.1, 10);
                cuts += Cut{{start, time}, CutKind::Inner, u"Silence"_s, random.bounded(2) == 0};
            }
            subject.duration = time + timeline::between(random, 0.2, 10);
            const auto found = domain::cutsFromFile(format, domain::toFile(format, cuts, subject), subject, cuts);
            VERIFY_OK(found);
            QCOMPARE(found->cuts, cuts);
        }
    }

    void oneMovedEdgeIsOneEditAndTheOtherEdgesStayExact()
    {
        QByteArray edl = file(CutFormat::Edl);
        QVERIFY(edl.contains("00:00:14:13"));
        const auto found = read(CutFormat::Edl, edl.replace("00:00:14:13", "00:00:13:00"));
        VERIFY_OK(found);
        QCOMPARE(found->cuts.size(), 3);
        QCOMPARE(found->cuts.at(0), m_cuts.at(0));
        QCOMPARE(found->cuts.at(1), (Cut{{at(10.005333), at(13)}, CutKind::Manual, u"Cut by hand."_s, true}));
        QCOMPARE(found->cuts.at(2), m_cuts.at(2));
        QCOMPARE(found->warnings.size(), 1);
        QVERIFY(found->warnings.first().contains("1/25 s"_L1));
    }

    void aNewCutIsAPersons()
    {
        const auto found = domain::cutsBetween({{50, 250}, {363, 500}, {600, 1375}}, m_subject, m_cuts);
        VERIFY_OK(found);
        QCOMPARE(found->cuts.size(), 4);
        QCOMPARE(found->cuts.at(2), (Cut{from(20, 24), CutKind::Manual, u"Cut by hand."_s}));
    }

    void everythingMayBeKept()
    {
        const auto found = domain::cutsBetween({{0, 1501}}, m_subject, m_cuts);
        VERIFY_OK(found);
        QCOMPARE(found->cuts, QList<Cut>());
        VERIFY_FAILS(domain::cutsBetween({}, m_subject, m_cuts), ErrorKind::Invalid);
        VERIFY_FAILS(domain::cutsBetween({{-5, 100}}, m_subject, m_cuts), ErrorKind::Invalid);
    }

    void aJsonFileOfAnotherRecordingIsRefused()
    {
        const auto found = read(CutFormat::Json, R"({"cuts": [], "duration": 3600})");
        VERIFY_FAILS(found, ErrorKind::Invalid);
        QVERIFY2(found.error().message.contains("of 3600 s"_L1), qPrintable(found.error().message));
        VERIFY_OK(read(CutFormat::Json, R"({"cuts": []})"));
        VERIFY_FAILS(read(CutFormat::Json, "cuts"), ErrorKind::Invalid);
    }

    void anEdlThatDoesMoreThanCutIsRefused_data()
    {
        addFaults({
            {"dissolve", "C        00:00:14:13", "D    024 00:00:14:13", "Event 002 is a transition (D)"},
            {"black", "002  AX", "002  BL", "Event 002 is black"},
            {"two reels", "002  AX   ", "002  OTHER", "several reels (AX and OTHER)"},
            {"speed", "\n\n002", "\nM2   AX       050.0 00:00:01:25\n\n002", "changes the speed"},
            {"drop frame", "NON-DROP", "DROP", "drop frame"},
            {"drop-frame timecodes", "00:00:14:13", "00:00:14;13", "drop-frame timecode"},
            {"other rate", "FRAME RATE: 25", "FRAME RATE: 30", "counts 30 frames a second"},
            {"frames of another rate", "00:00:14:13", "00:00:14:29", "counted in 25 frames a second"},
            {"order", "00:00:10:00 00:00:00:00", "00:00:15:00 00:00:00:00", "keep the order"},
            {"beyond the end", "00:00:55:00", "00:02:00:00", "ends at 00:01:00:01"},
            {"empty event", "00:00:55:00", "00:00:14:13", "There is nothing in"},
        });
    }

    void anEdlThatDoesMoreThanCutIsRefused() { refuseAChangedFile(CutFormat::Edl); }

    void anEdlOfAnEditorIsRead()
    {
        // Carriage returns, a long reel, picture and sound apart, another record side.
        const QByteArray edl =
            "TITLE: x\r\nFCM: NON-DROP FRAME\r\n\r\n"
            "000001  Lecture_1.mp4 V     C        00:00:02:00 00:00:10:00 01:00:00:00 01:00:08:00\r\n"
            "000002  Lecture_1.mp4 AA    C        00:00:02:00 00:00:10:00 01:00:00:00 01:00:08:00\r\n"
            "* COMMENT: 00:00:01:00 00:00:02:00 00:00:00:00 00:00:01:00\r\n";
        const auto kept = domain::keptFromEdl(edl, m_subject);
        VERIFY_OK(kept);
        QCOMPARE(*kept, (QList<domain::FrameSpan>{{50, 250}}));
        VERIFY_FAILS(domain::keptFromEdl("Dear diary", m_subject), ErrorKind::Invalid);
        VERIFY_FAILS(domain::keptFromEdl("", m_subject), ErrorKind::Invalid);
    }

    void anOtioThatDoesMoreThanCutIsRefused_data()
    {
        addFaults({
            {"gap", "Clip.1", "Gap.1", "it is a gap"},
            {"disabled", "\"enabled\": true", "\"enabled\": false", "it is a gap"},
            {"transition", "Clip.1", "Transition.1", "it is a Transition"},
            {"nested", "Clip.1", "Stack.1", "it is a Stack"},
            {"no rate", "\"rate\": 25", "\"rate\": 0", "which is none"},
            {"no timeline", "Timeline.1", "SerializableCollection.1", "not a timeline"},
            {"effect", "\"effects\": [\n", "\"effects\": [ {\"OTIO_SCHEMA\": \"LinearTimeWarp.1\"}\n", "has an effect"},
            {"nothing", "\"children\"", "\"offspring\"", "keeps nothing"},
        });
    }

    void anOtioThatDoesMoreThanCutIsRefused() { refuseAChangedFile(CutFormat::Otio); }

    void tracksThatDifferAreRefused()
    {
        QJsonObject json = QJsonDocument::fromJson(file(CutFormat::Otio)).object();
        QJsonObject stack = json["tracks"_L1].toObject();
        QJsonArray tracks = stack["children"_L1].toArray();
        QJsonObject sound = tracks.last().toObject();
        QJsonArray clips = sound["children"_L1].toArray();
        clips.removeLast();
        sound["children"_L1] = clips;
        tracks.replace(1, sound);
        stack["children"_L1] = tracks;
        json["tracks"_L1] = stack;
        const auto found = read(CutFormat::Otio, QJsonDocument(json).toJson());
        VERIFY_FAILS(found, ErrorKind::Invalid);
        QVERIFY(found.error().message.contains("cut differently"_L1));
    }

    void anOtioOfAnEditorIsRead()
    {
        // Today's clip schema, another rate, a file whose own time begins at an hour, a clip without a range.
        const QByteArray otio = R"({"OTIO_SCHEMA": "Timeline.1", "tracks": {"OTIO_SCHEMA": "Stack.1", "children": [
            {"OTIO_SCHEMA": "Track.1", "kind": "Video", "children": [{"OTIO_SCHEMA": "Clip.2",
                "active_media_reference_key": "DEFAULT_MEDIA", "media_references": {"DEFAULT_MEDIA": {
                    "OTIO_SCHEMA": "ExternalReference.1", "target_url": "a.mp4", "available_range": {
                        "start_time": {"value": 86400, "rate": 24}, "duration": {"value": 1440, "rate": 24}}}},
                "source_range": {
                    "start_time": {"value": 86448, "rate": 24}, "duration": {"value": 192, "rate": 24}}}]},
            {"OTIO_SCHEMA": "Track.1", "kind": "Audio", "children": []}]}})";
        const auto kept = domain::keptFromOtio(otio, m_subject);
        VERIFY_OK(kept);
        QCOMPARE(*kept, (QList<domain::FrameSpan>{{50, 250}}));
        QByteArray whole = otio;
        whole.replace("\"source_range\"", "\"other_range\"");
        QCOMPARE(domain::keptFromOtio(whole, m_subject).value(), (QList<domain::FrameSpan>{{0, 1500}}));
        QByteArray none = whole;
        none.replace("available_range", "no_range");
        VERIFY_FAILS(domain::keptFromOtio(none, m_subject), ErrorKind::Invalid);
    }

    void aDamagedFileIsRefusedOrGivesAListThatCanBeCut_data() { addFormats(); }

    void aDamagedFileIsRefusedOrGivesAListThatCanBeCut()
    {
        QFETCH(CutFormat, format);
        QRandomGenerator random(11);
        const QByteArray good = file(format);
        for (int round = 0; round < 1'000; ++round) {
            QByteArray bytes = good;
            for (int change = random.bounded(1, 4); change > 0; --change) {
                const qsizetype at = random.bounded(static_cast<int>(bytes.size()));
                if (random.bounded(3) == 0)
                    bytes.remove(at, random.bounded(1, 40));
                else
                    bytes[at] = random.bounded(2) == 0 ? "0123456789-.:;e"[random.bounded(15)]
                                                       : static_cast<char>(random.bounded(256));
                if (bytes.isEmpty())
                    break;
            }
            if (const auto found = read(format, bytes))
                VERIFY_OK(domain::checkedCuts(found->cuts, m_subject.duration));
            else
                QCOMPARE(base::toString(found.error().kind), base::toString(ErrorKind::Invalid));
        }
    }

    void soundAloneHasNoPictureTrack()
    {
        CutSubject subject = m_subject;
        subject.hasPicture = false;
        const QByteArray otio = domain::toFile(CutFormat::Otio, m_cuts, subject);
        QVERIFY(!otio.contains("\"Video\"") && otio.contains("\"Audio\""));
        QVERIFY(!domain::toFile(CutFormat::Edl, m_cuts, subject).contains("AX       V "));
        QCOMPARE(domain::cutsFromFile(CutFormat::Otio, otio, subject, m_cuts).value().cuts, m_cuts);
    }
};

QTEST_GUILESS_MAIN(TestCutFile)
#include "tst_cut_file.moc"
