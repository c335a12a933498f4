#!/usr/bin/env node
import { main } from '../cli/main.ts';
import { developmentPackage } from './development-package.ts';

void main(process.argv.slice(2), { pjson: developmentPackage(), ignoreManifest: true });
