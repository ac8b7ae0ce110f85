import { mount } from 'svelte';
import App from './App.svelte';
import { use } from './host';
import { tauri } from './host/tauri';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/pieces.css';

use(tauri);
mount(App, { target: document.getElementById('app') as HTMLElement });
