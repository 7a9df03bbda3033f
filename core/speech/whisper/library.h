#pragma once

#include <memory>
#include <whisper.h>

namespace speech::whisper {

struct Free {
    void operator()(whisper_context *context) const { whisper_free(context); }
    void operator()(whisper_state *state) const { whisper_free_state(state); }
    void operator()(whisper_vad_context *context) const { whisper_vad_free(context); }
};
using ContextPtr = std::unique_ptr<whisper_context, Free>;
using StatePtr = std::unique_ptr<whisper_state, Free>;
using DetectorPtr = std::unique_ptr<whisper_vad_context, Free>;

/// Sends the library's messages to our debug log. Every user of the library calls it first.
void quietLibrary();

}   // namespace speech::whisper
