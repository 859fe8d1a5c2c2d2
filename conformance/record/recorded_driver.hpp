// A driver of the check between itself and the framework, or the subject's own between itself and the check: what it is
// asked and what it answers is noted.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include "call_log.hpp"

namespace mapproof {

/// What stands for this driver from now on, as long as the process lives. `call` attaches it.
const mapproof_driver* recorded_driver(const mapproof_driver* driver, const RecordedCall* call);

/// The same for the subject's own driver, or nullptr, which `call` gives; it notes what the driver is.
const mapproof_driver* recorded_own_driver(const mapproof_driver* driver, RecordedCall* call);

/// The call that attaches a driver begins.
RecordedCall* begin_attaching(const mapproof_driver* driver);

}  // namespace mapproof
