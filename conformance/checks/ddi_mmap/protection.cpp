// What the user may do with a page of a device that the driver grants everything on.
// SPDX-License-Identifier: Apache-2.0
#include <csignal>

#include "attached_driver.hpp"
#include "core/machine_code.hpp"
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

// With reading, as a program maps code, and alone.
CHECK_REQUIREMENT(DDI_58, WhatWasAskedForExecutionIsExecuted) {
  const DriverProbe probe(session());
  AttachedDriver device(session(), probe);
  const int fd = device.open();
  void* const writable = given(device.map({.fd = fd, .length = page(), .protection = read_write}));
  if (!store_return_instruction(writable)) throw Untested{"this suite knows no instruction of this processor."};

  for (const std::uint32_t with : {std::uint32_t{MAPPROOF_PROT_READ}, 0u}) {
    const auto code = device.map({.fd = fd, .length = page(), .protection = MAPPROOF_PROT_EXEC | with});
    if (!code) throw Untested{"execution of a device's memory is refused here with " + name_of(code.error()) + "."};
    EXPECT_EQ(signal_of([&] { execute(*code); }), 0) << (with != 0 ? "with reading" : "alone");
  }
}

}  // namespace
}  // namespace mapproof
