// Taking the right to use ports away from the calling thread, and giving it back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

namespace mapproof::lnx {

mapproof_arrange_outcome drop_port_privilege(mapproof_session& session);
mapproof_arrange_outcome restore_port_privilege(mapproof_session& session);

}  // namespace mapproof::lnx
