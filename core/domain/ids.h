#pragma once

#include "core/base/id.h"

namespace domain {

using WorkspaceId = base::Id<struct WorkspaceTag>;
using UserId = base::Id<struct UserTag>;
using RecordingId = base::Id<struct RecordingTag>;
using TemplateId = base::Id<struct TemplateTag>;
using PresetId = base::Id<struct PresetTag>;
using SourceId = base::Id<struct SourceTag>;
using JobId = base::Id<struct JobTag>;
using RunId = base::Id<struct RunTag>;

}   // namespace domain
