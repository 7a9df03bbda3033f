#include "app/models/recording_row.h"
#include "app/models/transcript_lines.h"
#include "app/models/waveform_shape.h"
#include "fake_library.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::StepKind;
using domain::StepState;
using models::Group;
using models::Link;
using models::PillState;
using models::Situation;

static const base::Instant now = base::Instant(std::chrono::milliseconds(1'795'000'000'000));

class TestRecordingRow : public QObject {
    Q_OBJECT

private slots:
    void everyStateHasItsGroupAndItsLink_data()
    {
        QTest::addColumn<int>("sample");
        QTest::addColumn<Group>("group");
        QTest::addColumn<Situation>("situation");
        QTest::addColumn<Link>("link");
        QTest::newRow("running") << 0 << Group::Running << Situation::Running << Link::None;
        QTest::newRow("done") << 1 << Group::Done << Situation::Done << Link::Open;
        QTest::newRow("skipped") << 2 << Group::Skipped << Situation::Skipped << Link::Why;
        QTest::newRow("failed") << 3 << Group::NeedsYou << Situation::Failed << Link::Fix;
        QTest::newRow("waits to retry") << 4 << Group::Waiting << Situation::WaitsToRetry << Link::Why;
        QTest::newRow("done without text") << 5 << Group::Done << Situation::DonePartly << Link::Why;
        QTest::newRow("queued") << 6 << Group::Waiting << Situation::Queued << Link::None;
    }
    void everyStateHasItsGroupAndItsLink()
    {
        QFETCH(int, sample);
        const auto row = models::rowOf(sampleOverviews(now).at(sample));
        QTEST(row.group, "group");
        QTEST(row.situation, "situation");
        QTEST(row.link(), "link");
    }

    void aLocalFileHasNoPillForGetting()
    {
        const auto local = models::rowOf(sampleOverviews(now).at(1));
        QCOMPARE(local.pills.size(), 5);
        QVERIFY(local.pills.first().step == StepKind::Trim);

        auto zoom = sampleOverviews(now).at(1);
        zoom.recording.sourceKind = domain::SourceKind::Zoom;
        QVERIFY(models::rowOf(zoom).pills.first().step == StepKind::Download);
    }

    void analysisShowsAsTheBeginningOfTheCut()
    {
        auto overview = overviewOf(u"a"_s, {stepOf(StepKind::Analyze, StepState::Running)}, now);
        overview.recording.steps[0].progress = 0.5;
        const auto analysing = models::rowOf(overview).pills.first();
        QCOMPARE(analysing.state, PillState::Running);
        QCOMPARE(analysing.percent, 15);

        overview.recording.steps = {
            stepOf(StepKind::Analyze, StepState::Completed), stepOf(StepKind::Trim, StepState::Running)};
        QCOMPARE(models::rowOf(overview).pills.first().percent, 30);
        overview.recording.steps = {
            stepOf(StepKind::Analyze, StepState::Failed), stepOf(StepKind::Trim, StepState::Pending)};
        QCOMPARE(models::rowOf(overview).pills.first().state, PillState::Failed);
    }

    void interruptedWorkShowsAsResumed()
    {
        auto overview = overviewOf(u"a"_s, {stepOf(StepKind::Transcribe, StepState::Pending)}, now);
        overview.queued = true;
        overview.recording.steps[0].progress = 0.4;
        const auto pill = models::rowOf(overview).pills.at(1);
        QCOMPARE(pill.state, PillState::Resumed);
        QCOMPARE(pill.percent, 40);
    }

    void timeLeftIsToldOnlyWhenKnown_data()
    {
        QTest::addColumn<double>("progress");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("left");   // -1: not told
        QTest::newRow("too early") << 0.04 << 10 << -1;
        QTest::newRow("after five percent") << 0.10 << 10 << 90;
        QTest::newRow("slow, after twenty seconds") << 0.02 << 20 << 980;
        QTest::newRow("nothing done") << 0.0 << 60 << -1;
    }
    void timeLeftIsToldOnlyWhenKnown()
    {
        QFETCH(double, progress);
        QFETCH(int, seconds);
        QFETCH(int, left);
        auto overview = overviewOf(u"a"_s, {stepOf(StepKind::Transcribe, StepState::Running)}, now);
        overview.recording.steps[0].progress = progress;
        overview.recording.steps[0].startedAt = now - std::chrono::seconds(seconds);
        const auto told = models::rowOf(overview).timeLeft(now);
        QCOMPARE(told ? static_cast<int>(told->count() / 1000) : -1, left);
    }

    void resultsAreReadAgainWhenAStepEndedAndNotOnProgress()
    {
        auto overview = sampleOverviews(now).at(0);
        const auto before = models::rowOf(overview).resultStamp;
        overview.recording.steps[1].progress = 0.7;
        QCOMPARE(models::rowOf(overview).resultStamp, before);
        overview.recording.steps[1].state = StepState::Completed;
        QVERIFY(models::rowOf(overview).resultStamp != before);
    }

    void textBreaksAtPausesAndMarksWhatIsCutOrUnsure()
    {
        domain::Transcript transcript;
        transcript.words = {{.text = u"One"_s, .source = {1s, 2s}},
            {.text = u"two."_s, .source = {2s, 3s}, .confidence = 0.3}, {.text = u"Gone."_s, .source = {12s, 13s}},
            {.text = u"Three."_s, .source = {21s, 22s}}};
        const domain::TimeMap map({{0s, 10s}, {20s, 30s}});
        const auto paragraphs = models::paragraphs(transcript, &map);
        QCOMPARE(paragraphs.size(), 3);
        QCOMPARE(paragraphs[0].runs, (QList<models::TextRun>{{u"One "_s}, {.text = u"two. "_s, .unsure = true}}));
        QCOMPARE(paragraphs[1].runs, (QList<models::TextRun>{{.text = u"Gone. "_s, .removed = true}}));
        QVERIFY(!paragraphs[1].output);
        QCOMPARE(*paragraphs[2].output, domain::MediaTime(11s));
    }

    void textWithoutFullStopsBreaksToo()
    {
        domain::Transcript transcript;
        const auto say = [&transcript](int words, std::chrono::milliseconds pause) {
            base::MediaTime at = transcript.words.isEmpty() ? base::MediaTime() : transcript.words.last().source.end;
            at += pause;
            for (int i = 0; i < words; ++i, at += 500ms)
                transcript.words += domain::Word{.text = u"word"_s, .source = {at, at + 500ms}};
        };
        say(30, 0ms);
        say(20, 700ms);   // too early for a paragraph
        say(150, 700ms);
        const auto paragraphs = models::paragraphs(transcript, nullptr);
        QCOMPARE(paragraphs.size(), 3);
        QCOMPARE(paragraphs[1].source, domain::MediaTime(26'400ms));
        QCOMPARE(paragraphs[2].source, domain::MediaTime(76'400ms));
    }

    void theWaveformShowsWhatIsRemoved()
    {
        QByteArray peaks;
        for (int i = 0; i < 1000; ++i)
            peaks += i < 500 ? QByteArray::fromRawData("\xce\x32", 2) : QByteArray::fromRawData("\0\0", 2);
        const auto shape = models::waveformShape(peaks, 10s, {{.source = {5s, 10s}, .reason = {}}});
        const auto bars = shape.bars(10);
        QCOMPARE(bars.size(), 10);
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(bars[i].removed, i >= 5);
            QCOMPARE(bars[i].height > 0.9, i < 5);
        }
        QVERIFY(models::waveformShape({}, 10s, {}).bars(10).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRecordingRow)
#include "tst_recording_row.moc"
