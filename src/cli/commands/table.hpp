#pragma once

#include "../command.hpp"

/// The rows of the command table, one for each file of this folder.
namespace csx::cli {

extern const Command k_check;
extern const Command k_completion;
extern const Command k_doctor;
extern const Command k_explain;
extern const Command k_help;
extern const Command k_init;
extern const Command k_list;
extern const Command k_manual;
extern const Command k_reference;
extern const Command k_schema_check;
extern const Command k_schema_write;
extern const Command k_show;

}  // namespace csx::cli
