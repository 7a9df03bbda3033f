#include "core/domain/cut_options.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Scope = domain::CutOptions::Scope;

namespace domain {

namespace {
struct Preset {
    QLatin1StringView name;
    MediaTime minimumSilence;
    MediaTime padBefore;
    MediaTime padAfter;
    Scope scope;
};
}   // namespace

static constexpr Preset presets[] = {
    {"gentle"_L1, 1500ms, 400ms, 500ms, Scope::Everywhere},
    {"normal"_L1, 700ms, 200ms, 300ms, Scope::Everywhere},
    {"tight"_L1, 400ms, 100ms, 150ms, Scope::Everywhere},
    {"ends_only"_L1, 2s, 5s, 5s, Scope::EndsOnly},
    {"custom"_L1, 700ms, 200ms, 300ms, Scope::Everywhere},
};

CutOptions cutOptions(const Config &config)
{
    const QString name = config.text(u"trimming.preset");
    const auto preset = std::find_if(
        std::begin(presets), std::end(presets), [&name](const Preset &candidate) { return candidate.name == name; });
    Q_ASSERT(preset != std::end(presets));

    // Instead of a number these hold a word: "preset", "auto".
    const auto time = [&config](QStringView key, MediaTime fromPreset) {
        const QJsonValue value = config.value(key);
        return value.isDouble() ? base::fromSeconds(value.toDouble()) : fromPreset;
    };
    const QString scope = config.text(u"trimming.scope");
    const QJsonValue threshold = config.value(u"trimming.threshold");
    return {
        .scope = scope == "preset"_L1 ? preset->scope
            : scope == "ends_only"_L1 ? Scope::EndsOnly
                                      : Scope::Everywhere,
        .thresholdDecibels = threshold.isDouble() ? std::optional(threshold.toDouble()) : std::nullopt,
        .minimumSilence = time(u"trimming.minimum_silence", preset->minimumSilence),
        .padBefore = time(u"trimming.pad_before", preset->padBefore),
        .padAfter = time(u"trimming.pad_after", preset->padAfter),
    };
}

}   // namespace domain
