import "./views/console-app";
