#pragma once

#include "core/base/result.h"

namespace speech::whisper {

using base::Result;

/// What a model file says of itself.
struct ModelFile {
    bool multilingual = false;
    bool weightless = false;   // a test model: it runs and says nonsense
};

/// Walks through a speech model in ggml's format, so that the library, which trusts its input, is never given a
/// damaged one. Errors: NotFound, Invalid (no such model), Corrupt (cut short or damaged).
Result<ModelFile> inspectModel(const QString &path);

/// Whether the file says that it is a Silero model. Errors: NotFound, Invalid.
Result<> inspectDetector(const QString &path);

}   // namespace speech::whisper
