#include "app/models/recordings_model.h"
#include "fake_library.h"
#include "window_fixture.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using models::Group;
using models::RecordingsModel;

/// The window's figures: usable with 10,000 recordings, filter of 100,000, a screenful of data(). Offscreen, no timing
/// assertions; docs/performance.md has the numbers of one machine.

static void report(const char *what, double milliseconds, double limit)
{
    std::printf("%-52s %9.2f ms   (at most %.0f)\n", what, milliseconds, limit);
}

/// The middle of several runs.
template <class Work> static double median(int runs, Work work)
{
    QList<double> times;
    for (int run = 0; run < runs; ++run) {
        QElapsedTimer timer;
        timer.start();
        work();
        times += static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

/// From making the window to its rows painted and a key answered.
static double windowWith(int recordings)
{
    auto library = std::make_shared<FakeLibrary>();
    library->putAll(manyOverviews(recordings, base::SystemClock().now()));
    QElapsedTimer timer;
    timer.start();
    WindowFixture world([library](const QString &) -> base::Result<std::shared_ptr<viewmodels::Library>> {
        return std::shared_ptr<viewmodels::Library>(library);
    });
    world.window->show();
    world.session.open(world.root.filePath(u"Bench"_s));
    while (!world.session.profile() || !world.session.profile()->recordings.state().loaded)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    world.window->grab();
    QTest::keyClick(world.window->recordingsPage()->table(), Qt::Key_Down);
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const base::SystemClock clock;

    windowWith(10);   // fonts, styles and plugins once
    report("window with 10,000 recordings, until usable", windowWith(10'000), 1200);

    RecordingsModel model(clock);
    QList<models::RecordingRow> rows;
    for (const auto &overview : manyOverviews(100'000, clock.now()))
        rows += models::rowOf(overview);
    report("100,000 rows into the model", median(1, [&] { model.reset(rows); }), 1200);
    QStringList searches = {u"a"_s, u"al"_s, u"algebra"_s, u"lecture 99"_s, u"истори"_s, u"no such title"_s, u""_s};
    for (const QString &search : searches)
        report(qPrintable(u"filter of 100,000 rows as you type: \"%1\""_s.arg(search)),
            median(9,
                [&] {
                    model.setSearch({});
                    model.setSearch(search);
                }),
            80);
    report("filter of 100,000 rows by a chip",
        median(9,
            [&] {
                model.setGroup(Group::Done);
                model.setGroup(Group::All);
            }),
        80);
    report("100,000 rows sorted by title",
        median(3,
            [&] {
                model.sort(RecordingsModel::Title, Qt::AscendingOrder);
                model.sort(RecordingsModel::Recorded, Qt::DescendingOrder);
            }),
        2000);
    report("a screenful (30 rows) of data()",
        median(99,
            [&] {
                for (int row = 0; row < 30; ++row)
                    for (int column = 0; column < RecordingsModel::ColumnCount; ++column)
                        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                            model.index(1000 + row, column).data(role);
            }),
        4);
    return 0;
}
