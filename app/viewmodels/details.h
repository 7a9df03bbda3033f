#pragma once

#include "app/models/recording_row.h"
#include "app/models/transcript_lines.h"
#include "app/models/waveform_shape.h"
#include "app/viewmodels/background.h"
#include "app/viewmodels/library.h"

#include <QImage>

namespace viewmodels {

/// What is known of one recording beyond its row. Parts that do not exist yet are absent.
struct RecordingDetails {
    domain::Recording recording;
    QList<workspace::PackageFile> files;
    QImage poster;
    models::WaveformShape waveform;
    std::optional<domain::CutPlan> cuts;
    std::optional<domain::Transcript> transcript;   // without its words: they are in `text`
    QList<models::TextParagraph> text;
    std::optional<domain::TopicVersion> topics;
    domain::ChapterList chapters;
    std::optional<workspace::Explanation> explanation;
};

/// Follows one recording: reads its results on a worker, again whenever one of its steps has ended.
class Details : public QObject {
    Q_OBJECT

public:
    /// `background` outlives this.
    Details(std::shared_ptr<Library> library, Background &background);

    /// Null: none.
    void show(const models::RecordingRow *row);
    [[nodiscard]] const std::optional<models::RecordingRow> &row() const { return m_row; }
    [[nodiscard]] const RecordingDetails &details() const { return m_details; }
    [[nodiscard]] bool isLoading() const { return m_loading; }

signals:
    void rowChanged();   // another recording, or other words in its row
    void detailsChanged();

private:
    static RecordingDetails read(Library &library, const RecordingId &id);
    void load();

    std::shared_ptr<Library> m_library;
    Background &m_background;
    std::optional<models::RecordingRow> m_row;
    RecordingDetails m_details;
    bool m_loading = false;
    bool m_loadAgain = false;
};

}   // namespace viewmodels
