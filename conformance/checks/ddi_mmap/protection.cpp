// What the user may do with a page of a device that the driver grants everything on.
// SPDX-License-Identifier: Apache-2.0
#include <csignal>

#include "attached_driver.hpp"
#include "requirements/ddi_mmap.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(DDI_58, ReaderCannotStore) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  void* const writable = given(device.map({.fd = fd, .length = page(), .protection = read_write}));

  void* const readable = given(device.map({.fd = fd, .length = page()}));

  ASSERT_EQ(signal_of([&] { set_word(writable, 0xCA4A'0058); }), 0);
  EXPECT_EQ(signal_of([&] { (void)word(readable); }), 0);
  EXPECT_EQ(signal_of([&] { set_word(readable, 0xCA4A'0158); }), SIGSEGV);
}

CHECK_REQUIREMENT(DDI_58, PageWithoutAccessCannotBeLoaded) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();

  const auto closed = device.map({.fd = fd, .length = page(), .protection = MAPPROOF_PROT_NONE});
  if (!closed) throw Untested{"a mapping without any access is refused here."};

  EXPECT_EQ(signal_of([&] { (void)word(*closed); }), SIGSEGV);
}

}  // namespace
}  // namespace mapproof
