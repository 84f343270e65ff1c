#include "csx/base/decimal.hpp"

#include <algorithm>

namespace csx {
namespace {

constexpr std::size_t k_code_length = 3;
constexpr std::size_t k_stride = k_code_length + 1;

// ISO 4217 list one, without funds codes, metals, units of account and the codes for tests and for no
// currency.
constexpr std::string_view k_codes =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF "
    "GTQ "
    "GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR "
    "LRD "
    "LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK "
    "PHP "
    "PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT "
    "TND "
    "TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";
static_assert((k_codes.size() + 1) % k_stride == 0);

constexpr std::size_t k_count = (k_codes.size() + 1) / k_stride;

constexpr std::string_view code_at(std::size_t index) {
  return k_codes.substr(index * k_stride, k_code_length);
}

constexpr bool is_sorted_and_unique() {
  for (std::size_t i = 1; i < k_count; ++i) {
    if (code_at(i - 1) >= code_at(i)) {
      return false;
    }
  }
  return true;
}
static_assert(is_sorted_and_unique());

}  // namespace

std::optional<Currency> Currency::parse(std::string_view text) {
  if (text.size() != k_code_length) {
    return std::nullopt;
  }
  std::size_t low = 0;
  std::size_t high = k_count;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (code_at(middle) < text) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == k_count || code_at(low) != text) {
    return std::nullopt;
  }
  Currency currency;
  std::copy(text.begin(), text.end(), currency.code);
  return currency;
}

std::string_view currency_codes() {
  return k_codes;
}

}  // namespace csx
