#pragma once

#include "core/base/stop.h"
#include "core/net/http.h"

#include <QStringList>

#include <functional>

namespace speech {

using base::Result;
using base::StopToken;

/// A model that can be had: a row of the built-in table.
struct ModelInfo {
    QString name;   // "base", "small", "silero"
    QString file;   // "ggml-base.bin"
    QString url;
    qint64 bytes = 0;
    QString sha256 = {};   // or the project's published SHA-1 where it gives no other; empty: unknown
    QString sha1 = {};
    QString meaning = {};   // "Good text at about 10 times real time on a laptop"
    enum class Purpose { Speech, Detection } purpose = Purpose::Speech;
};

/// Models on this machine: `DAILIES_MODELS` (a list of folders), then the user's data folder, shared by all profiles.
class ModelManager {
public:
    /// `folders`: where to look, the first one that is writable takes new models.
    ModelManager(QStringList folders, net::HttpClient &http);
    static QStringList defaultFolders();

    [[nodiscard]] static const QList<ModelInfo> &known();
    struct Installed {
        QString name;
        QString path;
        qint64 bytes = 0;
        bool verified = false;   // its hash was the table's when it came; false also where the table knows none
    };
    [[nodiscard]] QList<Installed> installed() const;
    /// The best installed speech model, or the named one. Test models are never the best.
    [[nodiscard]] std::optional<Installed> speechModel(const QString &name = {}) const;
    [[nodiscard]] std::optional<Installed> detectionModel() const;

    /// Downloads, resuming a broken attempt, and checks the hash before the file gets its name.
    Result<Installed> download(const QString &name, const std::function<void(double)> &progress, const StopToken &stop);
    /// Takes a file the user has; Invalid when it is no ggml model.
    Result<Installed> importFile(const QString &path, const StopToken &stop);
    Result<> remove(const QString &name);

    /// How many times faster than real time a model was on this machine; 0 unknown.
    [[nodiscard]] double speed(const QString &name) const;
    void noteSpeed(const QString &name, double speed) const;

private:
    [[nodiscard]] Result<QString> ownFolder() const;
    [[nodiscard]] Result<Installed> accept(
        const QString &part, const QString &name, const QString &file, const StopToken &stop) const;

    QStringList m_folders;
    net::HttpClient &m_http;
};

}   // namespace speech
