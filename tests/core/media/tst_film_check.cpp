#include "core/base/files.h"
#include "core/media/worker/rendering.h"
#include "core/media/worker/smart/check.h"
#include "support/media_samples.h"
#include "support/verify.h"

using namespace media::worker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::Interval;
using media::Engine;

/// That a film which does not play is noticed, and made in a way that does.
class TestFilmCheck : public QObject {
    Q_OBJECT

    support::MediaSamples m_samples;
    QString m_source;
    const QList<Interval> m_keep{{0s, 1'300ms}, {2'700ms, 4'200ms}, {5'700ms, 8s}};

    struct Film {
        media::RenderReport report;
        smart::RenderPlan plan;
        QByteArray path;
    };

    /// Without sound the clock is a plain one, so the plan can be made here once more.
    Result<Film> render(const QString &source, const QString &name)
    {
        const RenderJob job{.input = source.toUtf8(),
            .keep = m_keep,
            .startSlack = {},
            .settled = {},
            .engine = Engine::Splice,
            .video = m_samples.path(name).toUtf8(),
            .audio = {},
            .plan = {},
            .pieces = {}};
        const auto nothing = [](double) {};
        TRY(const auto input, Input::open(job.input));
        TRY(auto report, Rendering(job, *input, m_keep, nothing).run());
        TRY(const auto again, Input::open(job.input));
        TRY(const auto scan, smart::scanPictures(*again, nothing));
        const smart::Clock clock;
        smart::EdgeRequest request{
            .keep = {}, .startSlack = 0, .duration = clock.ticks(input->duration()), .settled = {}};
        for (const auto &interval : m_keep)
            request.keep.emplace_back(clock.ticks(interval.start), clock.ticks(interval.end));
        auto plan = smart::planRender(scan.index, clock, smart::planEdges(scan.index, clock, request), Engine::Splice);
        return Film{.report = std::move(report), .plan = std::move(plan), .path = job.video};
    }

    /// Where the packet of the `number`th picture, in decoding order, lies in the file; its first byte and its size.
    static std::pair<qint64, qint64> placeOf(const QByteArray &path, int number)
    {
        const auto input = Input::open(path);
        if (!input)
            return {};
        const AVIndexEntry *entry = avformat_index_get_entry((*input)->video(), number);
        return {entry->pos, entry->size};
    }

    /// A copy whose picture has noise in its second half.
    QString damaged(const QByteArray &path, int number, const QString &name)
    {
        QByteArray bytes = base::readFile(QString::fromUtf8(path)).value_or(QByteArray());
        const auto [from, size] = placeOf(path, number);
        for (qint64 i = from + size / 2; i < from + size; ++i)
            bytes[i] = static_cast<char>(bytes[i] ^ (i * 37 + 11));
        return m_samples.write(name, bytes);
    }

private slots:
    void initTestCase()
    {
        av_log_set_level(AV_LOG_FATAL);   // damage is what is looked for
        m_source = m_samples.make(u"source.mp4"_s,
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=320x180:rate=25:duration=8,noise=alls=12:allf=t"_s,
                u"-c:v"_s, u"libx264"_s, u"-pix_fmt"_s, u"yuv420p"_s, u"-g"_s, u"50"_s, u"-bf"_s, u"2"_s,
                u"-sc_threshold"_s, u"0"_s});
        QVERIFY(!m_source.isEmpty());
    }

    void aGoodFilmHasNoComplaint()
    {
        const auto film = render(m_source, u"good.mp4"_s);
        VERIFY_OK(film);
        QVERIFY2(!film->report.reason.contains("failed"_L1), qPrintable(film->report.reason));
        QVERIFY(film->report.framesPatched > 0);
        const auto complaint = smart::complaintAbout(film->path, film->plan);
        VERIFY_OK(complaint);
        QCOMPARE(*complaint, QString());
    }

    void aFilmOfAnotherPlanIsNoticed()
    {
        const auto film = render(m_source, u"other.mp4"_s);
        VERIFY_OK(film);
        smart::RenderPlan late = film->plan;
        late.pictures.back().decodeTime += 1'000;
        QVERIFY(!smart::complaintAbout(film->path, late).value_or(QString()).isEmpty());
        smart::RenderPlan shorter = film->plan;
        shorter.pictures.pop_back();
        QVERIFY(!smart::complaintAbout(film->path, shorter).value_or(QString()).isEmpty());
    }

    void aDamagedJoinIsNoticed()
    {
        const auto film = render(m_source, u"whole.mp4"_s);
        VERIFY_OK(film);
        const auto inserted =
            std::ranges::find(film->plan.pictures, smart::PictureKind::Inserted, &smart::OutputPicture::kind);
        const int number = static_cast<int>(inserted - film->plan.pictures.begin());
        const QString spoiled = damaged(film->path, number, u"spoiled.mp4"_s);
        const auto complaint = smart::complaintAbout(spoiled.toUtf8(), film->plan);
        VERIFY_OK(complaint);
        QVERIFY2(complaint->contains("complained"_L1), qPrintable(*complaint));
    }

    void aSpliceThatDoesNotPlayIsMadeAnotherWay()
    {
        const auto film = render(m_source, u"before.mp4"_s);
        VERIFY_OK(film);
        const auto patched =
            std::ranges::find(film->plan.pictures, smart::PictureKind::Patched, &smart::OutputPicture::kind);
        const QString spoiled = damaged(m_source.toUtf8(), patched->source, u"spoiled source.mp4"_s);
        const auto again = render(spoiled, u"after.mp4"_s);
        VERIFY_OK(again);
        QCOMPARE(again->report.engine, u"classic"_s);
        QCOMPARE(again->report.framesPatched, 0);
        QVERIFY2(again->report.reason.startsWith("Cutting by splices failed: The decoder complained"_L1),
            qPrintable(again->report.reason));
    }
};

QTEST_GUILESS_MAIN(TestFilmCheck)
#include "tst_film_check.moc"
