#include "app/viewmodels/details.h"

#include <QImageReader>

namespace viewmodels {

/// Wide enough for the pane on a screen of double density.
static constexpr int posterWidth = 800;

Details::Details(std::shared_ptr<Library> library, Background &background)
    : m_library(std::move(library))
    , m_background(background)
{
}

static QImage readPoster(const QString &path)
{
    QImageReader reader(path);
    if (const QSize size = reader.size(); size.width() > posterWidth)
        reader.setScaledSize(size.scaled(posterWidth, posterWidth, Qt::KeepAspectRatio));
    return reader.read();
}

RecordingDetails Details::read(Library &library, const RecordingId &id)
{
    RecordingDetails details;
    if (const auto overviews = library.recordings({id}); overviews && !overviews->isEmpty())
        details.recording = overviews->first().recording;
    const domain::MediaTime duration = details.recording.duration;
    if (auto files = library.files(id))
        details.files = *std::move(files);
    if (auto cuts = library.cuts(id))
        details.cuts = *std::move(cuts);
    if (const auto peaks = library.waveform(id))
        details.waveform =
            models::waveformShape(*peaks, duration, details.cuts ? details.cuts->cuts : QList<domain::Cut>());
    if (const auto poster = library.posterPath(id))
        details.poster = readPoster(*poster);
    const domain::TimeMap *map = details.cuts ? &details.cuts->map : nullptr;
    if (auto transcript = library.transcript(id)) {
        details.text = models::paragraphs(*transcript, map);
        transcript->words.clear();
        transcript->segments.clear();
        details.transcript = *std::move(transcript);
    }
    if (const auto topics = library.topics(id)) {
        if (const auto *active = topics->active()) {
            details.topics = *active;
            details.chapters = domain::toChapters(active->topics, map ? *map : domain::TimeMap::identity(duration));
        }
    }
    if (auto explanation = library.explain(id))
        details.explanation = *std::move(explanation);
    return details;
}

void Details::show(const models::RecordingRow *row)
{
    const bool another = (row == nullptr) != !m_row || (row && row->id != m_row->id);
    const bool newResults = row && (another || row->resultStamp != m_row->resultStamp);
    m_row = row ? std::optional(*row) : std::nullopt;
    if (another) {
        m_details = {};
        emit detailsChanged();
    }
    emit rowChanged();
    if (newResults)
        load();
}

void Details::load()
{
    if (std::exchange(m_loading, true)) {
        m_loadAgain = true;
        return;
    }
    const RecordingId id = m_row->id;
    m_background.run(
        this, [library = m_library, id] { return read(*library, id); },
        [this, id](RecordingDetails details) {
            m_loading = false;
            if (m_row && m_row->id == id) {
                m_details = std::move(details);
                emit detailsChanged();
            }
            if (std::exchange(m_loadAgain, false) && m_row)
                load();
        });
}

}   // namespace viewmodels
