#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTableView>

namespace theme {
class Theme;
}
namespace models {
class RowsModel;
}

namespace views {

/// Marks a widget for the style sheet: "primary", "link", "chip", ...
void setKind(QWidget *widget, const char *kind);
/// A property that the style sheet looks at, and a look at it again.
void setStyled(QWidget *widget, const char *property, const QVariant &value);

QPushButton *linkButton(QWidget *parent);
QLabel *toneLabel(const char *tone, QWidget *parent);   // "muted", "faint", "ok", "wait", "bad"; wraps, can be copied
QLabel *titleLabel(QWidget *parent);
QFrame *lineFrame(QWidget *parent);

/// A quiet table for a RowsModel; the column `stretched` takes what is free, the others their content.
QTableView *rowsTable(const theme::Theme &theme, models::RowsModel *model, int stretched, QWidget *parent);

/// The file manager at this folder, or with this file marked. Asks the desktop and does not wait.
void openFolder(const QString &path);
void openFile(const QString &path);
void revealFile(const QString &path);

}   // namespace views
