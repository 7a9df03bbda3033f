#pragma once

#include <QtGlobal>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace base {

/// A few threads for short effects, in the order in which they were asked for.
class Workers {
public:
    explicit Workers(int threads);
    /// Finishes everything that was asked for and joins the threads: what they keep for themselves, such as connections
    /// to a database, is closed when this returns. (QThreadPool does not join: its threads may outlive main().)
    ~Workers();
    Q_DISABLE_COPY_MOVE(Workers)

    /// Does `work` on one of the threads; may be called from any.
    void start(std::function<void()> work);
    /// Waits until everything that was asked for is done.
    void waitForDone();

private:
    void serve();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_queue;
    int m_busy = 0;
    bool m_ending = false;
    std::vector<std::thread> m_threads;
};

}   // namespace base
