//! jubilee-app
