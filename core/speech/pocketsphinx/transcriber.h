#pragma once

#include "core/speech/speech.h"

namespace speech::pocketsphinx {

/// PocketSphinx with Debian's English model: rough text without any download, at about the speed of speech.
class Transcriber final : public speech::Transcriber {
public:
    /// `model`: the folder that holds `en-us`, `en-us.lm.bin` and `cmudict-en-us.dict`.
    explicit Transcriber(QString model = defaultModel());

    static QString defaultModel();
    /// Whether the model's files are there.
    static bool isInstalled(const QString &model = defaultModel());

    [[nodiscard]] QString name() const override;
    Result<domain::Transcript> transcribe(
        const TranscriptionRequest &request, const Progress &progress, const StopToken &stop) override;

private:
    QString m_model;
};

}   // namespace speech::pocketsphinx
