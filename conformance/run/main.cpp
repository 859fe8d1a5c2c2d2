// mapproof-conform: runs the checks against one target of one backend.
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

int main(int argc, char** argv) { return mapproof::conform_program(argc, argv); }
