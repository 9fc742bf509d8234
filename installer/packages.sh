# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian packages that Fettle is built with, listed here and nowhere else. Sourced, not run.

packagesBuild=(build-essential cmake ninja-build pkg-config git ca-certificates python3 python3-venv)
packagesRuntime=(nlohmann-json3-dev libfmt-dev libyaml-cpp-dev libcli11-dev zlib1g-dev libjpeg-dev libpng-dev
    libgif-dev libwebp-dev libheif-dev libicu-dev libarchive-dev libexpat1-dev libxlsxwriter-dev)
packagesHost=(libsqlite3-dev libsqlitecpp-dev qt6-base-dev qt6-tools-dev qt6-l10n-tools)
packagesUi=(qt6-svg-dev libqcustomplot-dev fonts-inter fonts-noto-cjk fonts-jetbrains-mono fonts-materialdesignicons-webfont
    qt6-translations-l10n)
packagesTests=(doctest-dev)
packagesFuzz=(clang libclang-rt-dev)

# packagesFor PRESET
packagesFor() {
    echo "${packagesBuild[@]}" "${packagesRuntime[@]}"
    if [ "$1" != worker-only ]; then echo "${packagesHost[@]}"; fi
    case "$1" in worker-only | headless | tsan | fuzz) ;; *) echo "${packagesUi[@]}" ;; esac
    if [ "$1" != release ]; then echo "${packagesTests[@]}"; fi
    if [ "$1" = fuzz ]; then echo "${packagesFuzz[@]}"; fi
}
