// Drops and raises CAP_SYS_RAWIO, without which Linux refuses ports.
// SPDX-License-Identifier: Apache-2.0
#include "port_privilege.hpp"

#include <linux/capability.h>

#include <cerrno>

#include "arrange.hpp"
#include "linux/context/device_io.hpp"
#include "linux/io/capability.hpp"
#include "linux/suite/session.hpp"

namespace mapproof::lnx {

mapproof_arrange_outcome drop_port_privilege(mapproof_session& session) {
  if (plays_devices(session)) return cannot("files that stand in for devices have no ports, so no privilege is needed");
  if (!has_capability(CAP_SYS_RAWIO)) return cannot("this process has no CAP_SYS_RAWIO to give up");
  if (!would_grant_ports()) return cannot("this kernel grants port access to no process");
  if (!set_capability(CAP_SYS_RAWIO, false)) return failed(errno, "capset() refused to drop CAP_SYS_RAWIO");
  session.provoked.port_capability = true;
  return done();
}

mapproof_arrange_outcome restore_port_privilege(mapproof_session& session) {
  if (session.provoked.port_capability && !set_capability(CAP_SYS_RAWIO, true)) {
    return failed(errno, "capset() refused to raise CAP_SYS_RAWIO again");
  }
  session.provoked.port_capability = false;
  return done();
}

}  // namespace mapproof::lnx
