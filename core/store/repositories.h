#pragma once

// Every repository; one header and one .cpp each.
#include "core/store/artifact_repository.h"
#include "core/store/job_queue.h"
#include "core/store/job_repository.h"
#include "core/store/publication_repository.h"
#include "core/store/recording_repository.h"
#include "core/store/secret_repository.h"
#include "core/store/source_repository.h"
#include "core/store/template_repository.h"
#include "core/store/workspace_repository.h"
