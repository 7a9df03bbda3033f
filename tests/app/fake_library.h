#pragma once

#include "app/viewmodels/library.h"

#include <atomic>
#include <mutex>

/// A profile in memory that does what it is told: what the window shows is set here, what it commands is written down.
class FakeLibrary final : public viewmodels::Library {
public:
    explicit FakeLibrary(QString folder = QStringLiteral("/profiles/Faculty"));

    // What the test sets
    void put(const workspace::Overview &overview);   // adds or replaces, and notes the change
    void putAll(const QList<workspace::Overview> &overviews);
    void failNext(const base::Error &error);   // the next command
    void setElsewhere(bool elsewhere) { m_elsewhere = elsewhere; }
    domain::Transcript spoken;
    domain::TopicSet found;
    domain::CutPlan planned;
    workspace::Explanation explanation;
    QList<workspace::PackageFile> package;

    // What the window did
    [[nodiscard]] QStringList commands() const;
    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] int removedCount() const;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString folder() const override { return m_folder; }
    base::Result<QList<workspace::Overview>> recordings(const QList<domain::RecordingId> &ids) override;
    base::Result<store::RecordingRepository::Changes> changedSince(qint64 token) override;
    base::Result<workspace::AddReport> add(const QStringList &paths, const base::StopToken &stop) override;
    base::Result<> rename(const domain::RecordingId &id, const QString &title) override;
    base::Result<> remove(const QList<domain::RecordingId> &ids) override;
    base::Result<> restore(const QList<domain::RecordingId> &ids) override;
    base::Result<> run(const QList<domain::RecordingId> &ids, bool afresh) override;
    base::Result<> cancel(const QList<domain::RecordingId> &ids) override;
    base::Result<> retry(const QList<domain::RecordingId> &ids) override;
    base::Result<bool> work(bool paused) override;
    base::Result<workspace::Explanation> explain(const domain::RecordingId &id) override;
    base::Result<QList<workspace::PackageFile>> files(const domain::RecordingId &id) override;
    base::Result<domain::Transcript> transcript(const domain::RecordingId &id) override;
    base::Result<domain::TopicSet> topics(const domain::RecordingId &id) override;
    base::Result<domain::CutPlan> cuts(const domain::RecordingId &id) override;
    base::Result<> exportCuts(const domain::RecordingId &id, const QString &file) override;
    base::Result<> resetCuts(const domain::RecordingId &id) override;
    base::Result<QByteArray> waveform(const domain::RecordingId &id) override;
    base::Result<QString> posterPath(const domain::RecordingId &id) override;
    base::Result<QList<domain::Template>> templates() override;
    base::Result<domain::Template> saveTemplate(const domain::Template &value) override;
    base::Result<> removeTemplate(const domain::TemplateId &id) override;
    base::Result<domain::Config> config() override;
    base::Result<> set(const QString &key, const QJsonValue &value) override;
    qint64 freeBytes() override { return 212'000'000'000; }

    QString poster;   // a picture's path

private:
    struct Entry {
        workspace::Overview overview;
        qint64 change = 0;
        bool removed = false;
    };
    base::Result<> command(const QString &name, const QList<domain::RecordingId> &ids);
    base::Result<> takeFailure();

    mutable std::mutex m_mutex;
    QString m_folder;
    QList<Entry> m_entries;
    QHash<QString, int> m_byId;
    qint64 m_change = 0;
    QStringList m_commands;
    std::optional<base::Error> m_failure;
    QList<domain::Template> m_templates;
    QJsonObject m_settings;
    std::atomic<bool> m_paused = false;
    std::atomic<bool> m_elsewhere = false;
};

/// The recordings of the look: one in each state. `now` is about 20 November 2026, 10:00.
QList<workspace::Overview> sampleOverviews(base::Instant now);
/// `count` recordings in many states, the newest first.
QList<workspace::Overview> manyOverviews(int count, base::Instant now);
/// One recording of this title with these steps.
workspace::Overview overviewOf(const QString &title, const QList<domain::Step> &steps, base::Instant start);
domain::Step stepOf(domain::StepKind kind, domain::StepState state, const QString &reason = {});
/// Gives the library words, topics, cuts and a plan to show.
void fillResults(FakeLibrary &library);
