#include "html_style.hpp"

#include <cstdint>
#include <string>

#include "csx/base/sha256.hpp"

namespace csx::report {

std::string_view html_style() {
  return R"css(
:root{color-scheme:light dark;--ground:#fff;--ink:#1c2330;--soft:#556072;--line:#d5dae2;--band:#f4f6f9;
--accent:#1d4ed8;--note:#1d4ed8;--good:#0b6b3a;--warning:#8a4b00;--bad:#b42318;
--c0:#1d4ed8;--c1:#b45309;--c2:#0f766e;--c3:#9333ea;--c4:#be123c;--c5:#4d7c0f}
@media screen and (prefers-color-scheme:dark){:root{--ground:#12161d;--ink:#e6eaf1;--soft:#a7b1c2;--line:#333c4a;
--band:#1a2029;--accent:#8ab4ff;--note:#8ab4ff;--good:#5fd39a;--warning:#f2b45c;--bad:#ff8f85;
--c0:#7aa7ff;--c1:#f0a35e;--c2:#4fd1c0;--c3:#c9a0ff;--c4:#ff8fa8;--c5:#b3d56a}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
main,footer{max-width:70rem;margin:0 auto;padding:0 1.25rem;overflow-wrap:anywhere}
main{padding-top:1.75rem;padding-bottom:2rem}
h1,h2,h3,p,li,dt,dd,td,th,figcaption{unicode-bidi:plaintext}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 1rem}
h2{font-size:1.3rem;line-height:1.25;margin:2.25rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;line-height:1.3;margin:1.5rem 0 .5rem}
h4{font-size:1rem;margin:1.25rem 0 .4rem;color:var(--soft)}
p{margin:.5rem 0;max-width:48rem}
ul{margin:.5rem 0;padding-inline-start:1.25rem;max-width:48rem}
li{margin:.2rem 0}
a{color:var(--accent)}
nav{margin:1rem 0;font-size:.95rem}
nav ul{list-style:none;padding:0;margin:0;max-width:none;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem}
nav li{margin:0}
nav a{display:inline-block;padding:.2rem 0}
dl{margin:.75rem 0;display:grid;grid-template-columns:minmax(8rem,max-content) minmax(0,1fr);gap:.25rem 1.25rem}
dl>div{display:contents}
dt{color:var(--soft);max-width:18rem}
dd{margin:0}
.wide{overflow-x:auto;margin:.75rem 0}
.wide:focus-visible,button:focus-visible,a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;font-size:.95rem;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .75rem;text-align:start;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400;min-width:4.5rem;max-width:32rem;overflow-wrap:break-word}
thead th,thead td{font-weight:600;background:var(--band);border-bottom:1px solid var(--soft);vertical-align:bottom}
th.n,td.n{text-align:end;white-space:nowrap;min-width:0}
thead th.n{white-space:normal}
th button{font:inherit;color:inherit;background:none;border:0;padding:0;margin:0;text-align:inherit;cursor:pointer}
th button::after{content:"\2195";color:var(--soft);padding-inline-start:.3em}
th[aria-sort=ascending] button::after{content:"\2191";color:inherit}
th[aria-sort=descending] button::after{content:"\2193";color:inherit}
.callout{margin:1rem 0;padding:.6rem 1rem;border:1px solid var(--line);border-inline-start:.3rem solid var(--note);background:var(--band);max-width:48rem}
.callout p{margin:.2rem 0}
.callout .title{font-weight:600;color:var(--note)}
.good{border-inline-start-color:var(--good)}.good .title{color:var(--good)}
.warning{border-inline-start-color:var(--warning)}.warning .title{color:var(--warning)}
.bad{border-inline-start-color:var(--bad)}.bad .title{color:var(--bad)}
figure{margin:1rem 0;max-width:38rem}
figcaption{font-weight:600;margin-bottom:.4rem}
figure svg{display:block;width:100%;height:auto}
svg text{font-size:12px;fill:var(--ink)}
svg .soft{fill:var(--soft)}
svg .grid{stroke:var(--line);stroke-width:1}
svg .target{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:5 4}
svg .l{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}
svg .seam{stroke:var(--ground);stroke-width:1}
.k0{fill:var(--c0)}.k1{fill:var(--c1)}.k2{fill:var(--c2)}.k3{fill:var(--c3)}.k4{fill:var(--c4)}.k5{fill:var(--c5)}
.s0{stroke:var(--c0)}.s1{stroke:var(--c1);stroke-dasharray:7 4}.s2{stroke:var(--c2);stroke-dasharray:2 4}
.s3{stroke:var(--c3);stroke-dasharray:9 3 2 3}.s4{stroke:var(--c4);stroke-dasharray:4 3}.s5{stroke:var(--c5);stroke-dasharray:1 3}
.legend{list-style:none;padding:0;margin:.25rem 0 .5rem;display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.9rem}
.legend li{margin:0;display:flex;align-items:center;gap:.4rem}
.legend svg{width:1.6rem;height:.8rem;flex:none}
details{margin:.4rem 0;font-size:.95rem}
summary{cursor:pointer;color:var(--soft);padding:.15rem 0}
footer{padding-top:.75rem;padding-bottom:2rem;color:var(--soft);font-size:.85rem}
footer p{border-top:1px solid var(--line);padding-top:.75rem;max-width:none}
@media (max-width:40rem){
main,footer{padding-left:1rem;padding-right:1rem}
h1{font-size:1.45rem}h2{font-size:1.2rem}
dl{grid-template-columns:minmax(0,1fr);gap:0}
dl>div{display:block;margin:.35rem 0}
dt{font-size:.9rem;max-width:none}
svg text{font-size:17px}
th,td{padding:.35rem .5rem}
th.long{min-width:13rem}
}
@media print{
@page{size:A4;margin:16mm 14mm 18mm}
:root{color-scheme:light}
body{font-size:9.5pt;line-height:1.4}
main,footer{max-width:none;padding:0}
h1{font-size:17pt}h2{font-size:13pt;margin-top:1.4rem}h3{font-size:11pt}
h1,h2,h3,h4,figcaption{break-after:avoid}
tr,figure,.callout,li,dl>div{break-inside:avoid}
p,li{orphans:3;widows:3}
nav,details,th button::after{display:none}
.wide{overflow:visible}
table{font-size:8.5pt;width:100%}
th,td{padding:.25rem .4rem;min-width:0}
th.long{min-width:0}
th.n,td.n{white-space:normal}
.callout,thead th,thead td,svg,.legend{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit;text-decoration:none}
}
)css";
}

std::string_view html_script() {
  return R"js(
(function () {
  "use strict";
  var comma = document.documentElement.lang !== "en";
  function key(text) {
    var day = /^(\d\d)\/(\d\d)\/(\d{4})(.*)$/.exec(text);
    if (day) { return day[3] + "-" + day[2] + "-" + day[1] + day[4]; }
    var number = /^[-+]?[\d.,]+/.exec(text);
    if (number && !/^\d{4}-\d\d/.test(text)) {
      var plain = comma ? number[0].replace(/\./g, "").replace(",", ".") : number[0].replace(/,/g, "");
      if (!isNaN(Number(plain))) { return Number(plain); }
    }
    return text;
  }
  function order(a, b) {
    if (a === "" || b === "") { return a === b ? 0 : a === "" ? 1 : -1; }
    if (typeof a === "number" && typeof b === "number") { return a - b; }
    if (typeof a !== typeof b) { return typeof a === "number" ? -1 : 1; }
    return a.localeCompare(b, document.documentElement.lang);
  }
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var body = table.tBodies[0];
    var heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      if (head.tagName !== "TH") { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
        Array.from(body.rows).map(function (row) {
          return { row: row, key: key(row.cells[column].textContent.trim()) };
        }).sort(function (a, b) {
          var found = order(a.key, b.key);
          return a.key === "" || b.key === "" ? found : sign * found;
        }).forEach(function (each) { body.appendChild(each.row); });
      });
    });
  });
}());
)js";
}

std::string policy_hash(std::string_view text) {
  constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string hex = sha256_hex(text);
  const auto nibble = [&](std::size_t i) -> std::uint32_t {
    const char c = hex[i];
    return static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  };
  // Three hexadecimal digits are two letters; of the 64 one digit is left, which fills with zeros.
  std::string out = "sha256-";
  for (std::size_t i = 0; i + 2 < hex.size(); i += 3) {
    const std::uint32_t bits = nibble(i) << 8U | nibble(i + 1) << 4U | nibble(i + 2);
    out += k_letters[bits >> 6U];
    out += k_letters[bits & 63U];
  }
  out += k_letters[nibble(hex.size() - 1) << 2U];
  return out + '=';
}

}  // namespace csx::report
