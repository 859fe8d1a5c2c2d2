// qnx-on-stub.so: the QNX backend's own table on a system that the model plays. Its target is the backend's; the
// machine is the scene "wide", whose off_t has the 64 bits of QNX for a CPU of 64 bits.
// SPDX-License-Identifier: Apache-2.0
#include "system.hpp"

extern "C" const mapproof_backend* mapproof_qnx_entry(void);
extern "C" const mapproof_backend* mapproof_model_entry(void);

namespace mapproof::stub {

void name_regions(const mapproof_typed_facts& pools, std::uint64_t highest);

System& system() {
  static System the_system;
  return the_system;
}

namespace {

mapproof_open_outcome open(const mapproof_open_request* request) {
  System& machine = system();
  machine.table = mapproof_model_entry();
  mapproof_open_request scene = *request;
  scene.target = "model:wide";
  mapproof_open_outcome outcome = machine.table->open(&scene);
  if (outcome.session == nullptr) return outcome;
  machine.session = outcome.session;
  name_regions(*machine.table->typed_facts(machine.session), machine.table->facts(machine.session)->highest_physical);
  outcome = mapproof_qnx_entry()->open(request);
  if (outcome.session == nullptr) machine.table->close(machine.session);
  return outcome;
}

void close(mapproof_session* session) {
  mapproof_qnx_entry()->close(session);
  system().table->close(system().session);
}

}  // namespace
}  // namespace mapproof::stub

extern "C" MAPPROOF_EXPORT const mapproof_backend* mapproof_backend_entry(void) {
  static const mapproof_backend table = [] {
    mapproof_backend with_system = *mapproof_qnx_entry();
    with_system.open = mapproof::stub::open;
    with_system.close = mapproof::stub::close;
    return with_system;
  }();
  return &table;
}
