#include "core/domain/job.h"
#include "support/verify.h"

#include <QRandomGenerator>

using base::Error;
using base::ErrorKind;
using domain::Instant;
using domain::Job;
using domain::JobState;
using domain::Outcome;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static const Instant now(std::chrono::milliseconds(1'790'000'000'000));

static const QList<ErrorKind> kinds = {ErrorKind::Invalid, ErrorKind::NotFound, ErrorKind::Conflict,
    ErrorKind::Forbidden, ErrorKind::Corrupt, ErrorKind::LoginRequired, ErrorKind::NeedsUser, ErrorKind::RateLimited,
    ErrorKind::QuotaExceeded, ErrorKind::Interrupted, ErrorKind::Unavailable, ErrorKind::Cancelled,
    ErrorKind::Internal};

static const QList<JobState> states = {
    JobState::Available, JobState::Running, JobState::Completed, JobState::Cancelled, JobState::Failed};

/// A job in its `attempt`-th run.
static Job running(int attempt)
{
    return Job{.state = JobState::Running, .attempt = attempt, .lastError = u"before"_s};
}

class TestJob : public QObject {
    Q_OBJECT

private slots:
    void anErrorDecidesWhatBecomesOfTheJob_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<JobState>("state");
        QTest::addColumn<int>("attempt");   // after the second run
        const auto row = [](ErrorKind kind, JobState state, int attempt) {
            QTest::newRow(qPrintable(base::toString(kind))) << kind << state << attempt;
        };
        row(ErrorKind::Invalid, JobState::Failed, 2);
        row(ErrorKind::NotFound, JobState::Failed, 2);
        row(ErrorKind::Conflict, JobState::Failed, 2);
        row(ErrorKind::Forbidden, JobState::Failed, 2);
        row(ErrorKind::Corrupt, JobState::Available, 2);
        row(ErrorKind::LoginRequired, JobState::Failed, 2);
        row(ErrorKind::NeedsUser, JobState::Failed, 2);
        row(ErrorKind::RateLimited, JobState::Available, 1);
        row(ErrorKind::QuotaExceeded, JobState::Available, 1);
        row(ErrorKind::Interrupted, JobState::Available, 1);
        row(ErrorKind::Unavailable, JobState::Available, 2);
        row(ErrorKind::Cancelled, JobState::Cancelled, 2);
        row(ErrorKind::Internal, JobState::Available, 2);
    }

    void anErrorDecidesWhatBecomesOfTheJob()
    {
        QFETCH(ErrorKind, kind);
        QFETCH(JobState, state);
        QFETCH(int, attempt);
        const Job after = domain::afterFailure(running(2), {kind, u"because"_s}, now, 0.5);
        QCOMPARE(domain::toString(after.state), domain::toString(state));
        QCOMPARE(after.attempt, attempt);
        QCOMPARE(after.lastError, kind == ErrorKind::Interrupted ? u"before"_s : u"because"_s);
    }

    void theBackoffDoublesUpToAnHour()
    {
        const auto wait = [](int attempt, double jitter) {
            return domain::afterFailure(running(attempt), {ErrorKind::Unavailable, {}}, now, jitter).runAt - now;
        };
        QVERIFY(wait(1, 1) == 10s);
        QVERIFY(wait(1, 0) == 5s);
        QVERIFY(wait(2, 1) == 20s);
        QVERIFY(wait(5, 1) == 160s);
        Job patient = running(40);
        patient.maxAttempts = 100;
        QVERIFY(domain::afterFailure(patient, {ErrorKind::Internal, {}}, now, 1).runAt == now + 1h);
    }

    void theOtherSideSaysWhenToComeBack()
    {
        const auto runAt = [](ErrorKind kind, std::optional<std::chrono::seconds> after,
                               std::optional<Instant> notBefore) {
            const Error error{.kind = kind, .message = {}, .retryAfter = after, .notBefore = notBefore};
            return domain::afterFailure(running(1), error, now, 0).runAt;
        };
        QVERIFY(runAt(ErrorKind::RateLimited, 90s, {}) == now + 90s);
        QVERIFY(runAt(ErrorKind::RateLimited, {}, {}) == now + 60s);
        QVERIFY(runAt(ErrorKind::QuotaExceeded, 90s, now + 5h) == now + 5h);
        QVERIFY(runAt(ErrorKind::QuotaExceeded, {}, now - 1h) == now + 60s);
        QVERIFY(runAt(ErrorKind::Unavailable, 10min, {}) == now + 10min);
        QVERIFY(runAt(ErrorKind::Unavailable, 1s, {}) == now + 5s);   // the backoff is longer
        QVERIFY(runAt(ErrorKind::Interrupted, {}, {}) == now);
    }

    void lostBytesAreTriedAgainTwice()
    {
        const Error corrupt{ErrorKind::Corrupt, u"The file ends too early."_s};
        Job job;
        int runs = 0;
        while (job.state == JobState::Available) {
            job.state = JobState::Running;
            ++job.attempt;
            ++runs;
            job = domain::afterFailure(job, corrupt, now, 0);
        }
        QCOMPARE(runs, 3);
        QCOMPARE(domain::toString(job.state), u"failed"_s);
    }

    void aLostRunSpendsNoAttemptAndTheThirdInARowFails()
    {
        Job job = running(1);
        for (int loss = 1; loss <= 2; ++loss) {
            job = domain::afterLoss(job, now);
            QCOMPARE(domain::toString(job.state), u"available"_s);
            QCOMPARE(job.attempt, 0);
            QVERIFY(job.runAt == now);
            job.state = JobState::Running;
            ++job.attempt;
        }
        QCOMPARE(domain::toString(domain::afterLoss(job, now).state), u"failed"_s);

        // A run that ended by itself breaks the row.
        job = domain::afterFailure(job, {ErrorKind::Unavailable, {}}, now, 0);
        QCOMPARE(job.losses, 0);
        QCOMPARE(domain::toString(domain::afterLoss(job, now).state), u"available"_s);
    }

    void whateverFailsInWhateverOrderTheAttemptsStayInBounds()
    {
        for (quint32 seed = 1; seed <= 1000; ++seed) {
            QRandomGenerator random(seed);
            Job job{.maxAttempts = 1 + random.bounded(10)};
            Instant clock = now;
            int spent = 0;
            for (int run = 0; run < 200 && job.state == JobState::Available; ++run) {
                QVERIFY(domain::advance(job.state, JobState::Running));
                clock = std::max(clock, job.runAt);
                job.state = JobState::Running;
                ++job.attempt;
                const Job before = job;
                const ErrorKind kind = kinds.at(random.bounded(int(kinds.size())));
                const bool lost = random.bounded(10) == 0;
                job = lost ? domain::afterLoss(job, clock)
                           : domain::afterFailure(job, {kind, u"x"_s}, clock, random.generateDouble());
                spent += job.attempt == before.attempt ? 1 : 0;

                const QByteArray context = "seed " + QByteArray::number(seed);
                QVERIFY2(job.attempt >= 0 && job.attempt <= job.maxAttempts, context.constData());
                QVERIFY2(job.attempt == spent, context.constData());
                QVERIFY2(domain::advance(before.state, job.state).has_value(), context.constData());
                QVERIFY2(job.state != JobState::Available || job.runAt >= clock, context.constData());
                QVERIFY2(job.state != JobState::Available || job.runAt <= clock + 1h, context.constData());
                QVERIFY2(job.losses < 3 || job.state == JobState::Failed, context.constData());
            }
        }
    }

    void jobsMoveAlongTheirEdgesOnly()
    {
        const auto edges = domain::jobEdges();
        for (const JobState from : states)
            for (const JobState to : states) {
                const bool allowed = std::any_of(
                    edges.begin(), edges.end(), [&](const auto &edge) { return edge.from == from && edge.to == to; });
                QCOMPARE(domain::advance(from, to).has_value(), allowed);
            }
        VERIFY_FAILS(domain::advance(JobState::Completed, JobState::Running), ErrorKind::Conflict);
    }

    void namesRoundTrip()
    {
        for (const JobState state : states)
            QCOMPARE(domain::jobStateFrom(domain::toString(state)), std::optional(state));
        for (const auto kind :
            {domain::JobKind::Media, domain::JobKind::Speech, domain::JobKind::Network, domain::JobKind::Control})
            QCOMPARE(domain::jobKindFrom(domain::toString(kind)), std::optional(kind));
        QVERIFY(!domain::jobStateFrom(u"asleep"));
    }

    void aStepsKindSaysWhatItNeeds()
    {
        QCOMPARE(domain::toString(domain::jobKindOf(domain::StepKind::Trim)), u"media"_s);
        QCOMPARE(domain::toString(domain::jobKindOf(domain::StepKind::Transcribe)), u"speech"_s);
        QCOMPARE(domain::toString(domain::jobKindOf(domain::StepKind::Publish)), u"network"_s);
        QCOMPARE(domain::toString(domain::jobKindOf(domain::StepKind::Subtitles)), u"control"_s);
    }
};

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
