#include "app/views/widgets.h"

#include "app/delegates/cell_delegate.h"
#include "app/models/rows_model.h"
#include "app/theme/theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHeaderView>
#include <QStyle>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace views {

void setKind(QWidget *widget, const char *kind) { widget->setProperty("kind", QString::fromLatin1(kind)); }

void setStyled(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QPushButton *linkButton(QWidget *parent)
{
    auto *button = new QPushButton(parent);
    setKind(button, "link");
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

QLabel *toneLabel(const char *tone, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setProperty("tone", QString::fromLatin1(tone));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QLabel *titleLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setFont(theme::Theme::title());
    label->setTextFormat(Qt::PlainText);
    return label;
}

QFrame *lineFrame(QWidget *parent)
{
    auto *line = new QFrame(parent);
    setKind(line, "line");
    line->setFixedHeight(1);
    return line;
}

QTableView *rowsTable(const theme::Theme &theme, models::RowsModel *model, int stretched, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setModel(model);
    table->setItemDelegate(new delegates::CellDelegate(theme, table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setMouseTracking(true);
    table->setTabKeyNavigation(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(31);
    table->horizontalHeader()->setHighlightSections(false);
    QObject::connect(model, &QAbstractItemModel::modelReset, table, [table, stretched] {
        for (int column = 0; column < table->model()->columnCount(); ++column)
            table->horizontalHeader()->setSectionResizeMode(
                column, column == stretched ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
    });
    return table;
}

void openFolder(const QString &path) { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); }

void openFile(const QString &path) { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); }

void revealFile(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    auto call = QDBusMessage::createMethodCall(u"org.freedesktop.FileManager1"_s, u"/org/freedesktop/FileManager1"_s,
        u"org.freedesktop.FileManager1"_s, u"ShowItems"_s);
    call << QStringList{QUrl::fromLocalFile(path).toString()} << QString();
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return openFolder(folder);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call));
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, folder] {
        watcher->deleteLater();
        if (watcher->isError())
            openFolder(folder);
    });
}

}   // namespace views
