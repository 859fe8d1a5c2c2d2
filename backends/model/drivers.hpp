// The SVR5 side of a session: a driver framework, and the driver that the model offers as a subject itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "ddi/framework.hpp"
#include "ddi/memory_driver.h"

namespace mapproof::model {

/// Made when it is first asked for: most sessions never are.
class Drivers {
 public:
  /// The own driver is one of this DDI version, times ten.
  explicit Drivers(std::uint32_t ddi_version) : ddi_version_(ddi_version) {}

  /// Throws std::bad_alloc if there is no room for the devices' memory.
  ddi::Framework& framework();
  const mapproof_memory_driver& own_driver();
  const mapproof_driver_facts& own_facts();

 private:
  void make();

  const std::uint32_t ddi_version_;
  std::once_flag once_;
  std::unique_ptr<ddi::Framework> framework_;
  mapproof_memory_driver own_{};
  mapproof_driver_facts facts_{};
};

}  // namespace mapproof::model
