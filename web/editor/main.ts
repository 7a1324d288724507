import "./views/editor-app";
