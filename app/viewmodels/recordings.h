#pragma once

#include "app/models/recordings_model.h"
#include "app/viewmodels/background.h"
#include "app/viewmodels/library.h"
#include "app/viewmodels/message.h"

#include <QTimer>

namespace viewmodels {

/// The recordings of one profile: state, commands, and what can be done now. Follows the work of any program.
class Recordings : public QObject {
    Q_OBJECT

public:
    struct State {
        bool loaded = false;
        bool paused = false;
        bool elsewhere = false;   // another program works on this profile
        qint64 freeBytes = -1;
        friend bool operator==(const State &, const State &) = default;
    };

    /// `background` and `clock` outlive this.
    Recordings(std::shared_ptr<Library> library, Background &background, const base::Clock &clock);
    ~Recordings() override;

    [[nodiscard]] models::RecordingsModel &model() { return m_model; }
    [[nodiscard]] const models::RecordingsModel &model() const { return m_model; }
    [[nodiscard]] const State &state() const { return m_state; }
    [[nodiscard]] bool canUndo() const { return !m_removed.isEmpty(); }

    [[nodiscard]] bool canRun(const QList<RecordingId> &ids) const;
    [[nodiscard]] bool canCancel(const QList<RecordingId> &ids) const;
    [[nodiscard]] bool canRetry(const QList<RecordingId> &ids) const;
    /// Time until all that runs is over, as far as known.
    [[nodiscard]] std::optional<std::chrono::milliseconds> timeLeft() const;

    /// Files and folders; what they hold starts at once.
    void add(const QStringList &paths);
    void run(const QList<RecordingId> &ids);
    void runAfresh(const QList<RecordingId> &ids);   // also what is done already
    void cancel(const QList<RecordingId> &ids);
    void retry(const QList<RecordingId> &ids);
    void remove(const QList<RecordingId> &ids);   // can be undone
    void rename(const RecordingId &id, const QString &title);
    void exportCuts(const RecordingId &id, const QString &file);   // in the format of its ending
    void resetCuts(const RecordingId &id);   // automatic again
    void undo();   // the last removal
    void setPaused(bool paused);   // what runs is finished, nothing new starts
    /// Looks for changes now instead of at the next tick.
    void refresh();

signals:
    void loaded();
    void stateChanged();
    void undoChanged();
    void added(const QList<domain::RecordingId> &ids);
    void changed(const QList<domain::RecordingId> &ids);   // rows that read differently now
    void message(const viewmodels::Message &message);

private:
    struct Tick {
        base::Error error;
        bool failed = false;
        qint64 token = 0;
        QList<models::RecordingRow> rows;
        QList<RecordingId> gone;
        bool worksHere = true;
        qint64 freeBytes = -1;
    };
    struct Question {
        bool first = true;   // the whole list
        qint64 token = 0;
        bool paused = false;
        bool disk = false;   // ask for its free space too
    };
    static Tick look(Library &library, const Question &question);
    void take(Tick tick);
    void command(std::function<Result<>(Library &)> effect);
    void onAdded(const Result<workspace::AddReport> &report);
    void setState(const State &state);
    [[nodiscard]] bool any(const QList<RecordingId> &ids, bool (models::RecordingRow::*can)() const) const;

    std::shared_ptr<Library> m_library;
    Background &m_background;
    const base::Clock &m_clock;
    models::RecordingsModel m_model;
    State m_state;
    QTimer m_timer;
    bool m_looking = false;
    bool m_lookAgain = false;
    bool m_errorShown = false;
    int m_ticks = 0;
    qint64 m_token = 0;
    QList<QList<RecordingId>> m_removed;   // the newest last
    base::StopSource m_stop;
};

}   // namespace viewmodels
